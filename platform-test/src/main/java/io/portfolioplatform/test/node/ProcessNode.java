package io.portfolioplatform.test.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.util.StringUtils;

/**
 * Node in a JVM of its own, which can be ended and suspended like any process.
 */
public final class ProcessNode implements Node {

	private static final Duration START = Duration.ofMinutes(3);

	private static final long STOP_SECONDS = 60;

	private final Process process;

	private final NodeOutput output;

	private volatile boolean suspended;

	private ProcessNode(Process process) {
		this.process = process;
		this.output = NodeOutput.of(process);
	}

	static ProcessNode start(List<String> jvmOptions, Class<?>[] sources, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmOptions);
		command.addAll(List.of("-cp", classPath(), NodeMain.class.getName(), names(sources)));
		command.addAll(arguments);
		try {
			return new ProcessNode(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No JVM could be started", ex);
		}
	}

	private static String classPath() {
		// Surefire's own class path is a temporary file, and this its contents.
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private static String names(Class<?>[] sources) {
		return StringUtils.arrayToCommaDelimitedString(List.of(sources).stream().map(Class::getName).toArray());
	}

	/**
	 * Return the id of the process.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Return whether the process is there, suspended or not.
	 * @return whether it lives
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public Ports ports() {
		return this.output.awaitPorts(START);
	}

	/**
	 * End the process at once, as {@code kill -9} does, and wait until it is gone.
	 */
	public void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Suspend the process as a long pause of the garbage collector would (SIGSTOP). While
	 * it is suspended it does not notice that the JVM that started it is gone.
	 */
	public void suspend() {
		signal("STOP");
		this.suspended = true;
	}

	/**
	 * Let a suspended process go on (SIGCONT).
	 */
	public void resume() {
		signal("CONT");
		this.suspended = false;
	}

	/**
	 * Ask the process to end (SIGTERM), suspended or not, and wait; after a minute it is
	 * killed.
	 */
	@Override
	public void close() {
		// Process.destroy closes a pipe as well, whose end tells the node to end at once.
		this.process.toHandle().destroy();
		if (this.suspended && isAlive()) {
			// It takes the request only when it goes on. One that was killed takes none.
			send("CONT");
		}
		try {
			if (!this.process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
				kill();
			}
		}
		catch (InterruptedException ex) {
			kill();
			Thread.currentThread().interrupt();
		}
	}

	private void signal(String name) {
		if (!send(name)) {
			throw new IllegalStateException("Process " + pid() + " did not take the signal " + name);
		}
	}

	private boolean send(String signal) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			return kill.onExit().join().exitValue() == 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Signals need the command kill", ex);
		}
	}

}

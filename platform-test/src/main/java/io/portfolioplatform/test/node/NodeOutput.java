package io.portfolioplatform.test.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Passes on what a node's process prints and waits for the line with its ports.
 */
final class NodeOutput implements Runnable {

	private static final int REMEMBERED_LINES = 40;

	private final Process process;

	private final CompletableFuture<Ports> ports = new CompletableFuture<>();

	private final Deque<String> last = new ConcurrentLinkedDeque<>();

	private NodeOutput(Process process) {
		this.process = process;
	}

	static NodeOutput of(Process process) {
		NodeOutput output = new NodeOutput(process);
		Thread reader = new Thread(output, "node-" + process.pid());
		reader.setDaemon(true);
		reader.start();
		return output;
	}

	Ports awaitPorts(Duration limit) {
		try {
			return this.ports.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(String.valueOf(ex.getCause()), ex);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(said("was not ready after " + limit.toSeconds() + " s"), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(said("was not waited for any longer"), ex);
		}
	}

	@Override
	public void run() {
		try (BufferedReader reader = this.process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				accept(line);
			}
			ended(null);
		}
		catch (IOException ex) {
			ended(ex);
		}
	}

	private void accept(String line) {
		if (line.startsWith(NodeMain.READY)) {
			this.ports.complete(Ports.parse(line.substring(NodeMain.READY.length())));
			this.last.clear();
			return;
		}
		System.out.println("[node " + this.process.pid() + "] " + line);
		if (!this.ports.isDone()) {
			this.last.addLast(line);
			if (this.last.size() > REMEMBERED_LINES) {
				this.last.removeFirst();
			}
		}
	}

	private void ended(@Nullable IOException cause) {
		this.ports.completeExceptionally(new IllegalStateException(said("ended before it was ready"), cause));
	}

	private String said(String event) {
		return "Node " + this.process.pid() + " " + event + ":\n" + String.join("\n", this.last);
	}

}

package io.portfolioplatform.test.node;

import java.io.IOException;
import java.util.Arrays;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Main class of a node in a JVM of its own: tells its ports when it is ready, and ends
 * when the JVM that started it is gone.
 */
final class NodeMain {

	/** Begins the line that carries the ports. */
	static final String READY = "platform-test node is ready: ";

	private NodeMain() {
	}

	/**
	 * Starts the node.
	 * @param args names of the source classes, separated by commas, then the
	 * application's arguments
	 */
	public static void main(String[] args) {
		endWithParent();
		SpringApplication application = new SpringApplication(sources(args[0]));
		application.addListeners((ApplicationListener<ApplicationReadyEvent>) NodeMain::announce);
		application.run(Arrays.copyOfRange(args, 1, args.length));
	}

	private static Class<?>[] sources(String names) {
		return StringUtils.commaDelimitedListToSet(names)
			.stream()
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
	}

	private static void announce(ApplicationReadyEvent ready) {
		System.out.println(READY + Ports.of(ready.getApplicationContext().getEnvironment()).format());
	}

	private static void endWithParent() {
		Thread watch = new Thread(NodeMain::awaitParentsEnd, "parent-watch");
		watch.setDaemon(true);
		watch.start();
	}

	private static void awaitParentsEnd() {
		try {
			// Nothing is ever sent: the pipe ends when its other end is gone.
			if (System.in.read() < 0) {
				Runtime.getRuntime().halt(1);
			}
		}
		catch (IOException ex) {
			Runtime.getRuntime().halt(1);
		}
	}

}

package io.portfolioplatform.perf.health;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with one route that waits for one of four permits, as for a connection,
 * and holds it for 20 ms: it carries {@value #CAPACITY} requests a second on any machine.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
public class Shop {

	static final int CAPACITY = 200;

	private static final int PERMITS = 4;

	private static final Duration WORK = Duration.ofMillis(1000 * PERMITS / CAPACITY);

	/**
	 * Starts the application in a JVM of its own and says its port.
	 * @param args settings
	 */
	public static void main(String[] args) {
		System.out.println("port " + start(args).getEnvironment().getProperty("local.server.port"));
	}

	static ConfigurableApplicationContext start(String... settings) {
		return new SpringApplicationBuilder(Shop.class)
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn",
					"server.tomcat.accept-count=10000", "server.shutdown=immediate")
			.run(settings);
	}

	/**
	 * The route.
	 */
	@RestController
	static class Work {

		private final Semaphore permits = new Semaphore(PERMITS, true);

		@GetMapping("/work")
		String work() {
			this.permits.acquireUninterruptibly();
			try {
				LockSupport.parkNanos(WORK.toNanos());
				return "done";
			}
			finally {
				this.permits.release();
			}
		}

	}

}

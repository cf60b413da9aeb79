package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.test.RedisServer;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * Several applications that share a real Redis. Unless one brings a Redis of its own,
 * times are so long that a slow machine does not count as a Redis that is gone.
 */
public final class RedisFleet {

	/**
	 * A slow machine does not count as a Redis that is gone. Trust lasts longer than
	 * tests wait, which would otherwise see what is evicted when it is over.
	 */
	public static final List<String> PATIENT = List.of("--platform.redis.timeout=30s",
			"--platform.cache.shared.timeout=20s", "--platform.cache.shared.lease=30s",
			"--platform.cache.coherence.trust=2m");

	private final RedisServer redis = RedisServer.start();

	private final List<AutoCloseable> open = new ArrayList<>(List.of(this.redis));

	public RedisServer redis() {
		return this.redis;
	}

	/**
	 * Close something with the fleet.
	 * @param closeable what is closed before all that was opened earlier
	 * @param <T> its type
	 * @return the same
	 */
	public <T extends AutoCloseable> T opened(T closeable) {
		this.open.add(closeable);
		return closeable;
	}

	/**
	 * Start an application, without a server unless it asks for one, and wait until it
	 * follows what others evict.
	 * @param application its configuration
	 * @param arguments settings, before those of the fleet
	 * @return its context
	 */
	public ConfigurableApplicationContext start(Class<?> application, String... arguments) {
		boolean ownRedis = List.of(arguments).stream().anyMatch((argument) -> argument.startsWith("--REDIS_URL"));
		List<String> all = new ArrayList<>();
		if (!ownRedis) {
			all.add("--REDIS_URL=" + this.redis.url());
			all.addAll(PATIENT);
		}
		all.add("--spring.main.web-application-type=none");
		for (String argument : arguments) {
			all.removeIf((present) -> present.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
			all.add(argument);
		}
		ConfigurableApplicationContext context = opened(
				new SpringApplicationBuilder(application).registerShutdownHook(false).run(all.toArray(String[]::new)));
		await().atMost(Duration.ofSeconds(20)).until(context.getBean(Trust.class)::isGivenNow);
		return context;
	}

	/**
	 * Close everything, the last opened first.
	 * @throws Exception what closing throws
	 */
	public void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
	}

}

package io.portfolioplatform.ratelimit.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.RateLimit;
import io.portfolioplatform.ratelimit.RateLimitPolicies;
import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.fleet.FleetSettings;
import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RedissonClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PolicyReloadTests {

	private final Map<String, Object> changes = new HashMap<>();

	@TempDir
	Path folder;

	@Test
	void changedPoliciesKeepWhatIsUsedInProportion() throws IOException {
		Path file = write("capacity: 10", "api");
		runner(file).run((context) -> {
			assertThat(context.getBean(RateLimitEngine.class).decide(charge(context, 8)).remaining()).isEqualTo(2);
			write("capacity: 1000", "api");
			await().untilAsserted(() -> assertThat(remaining(context)).isEqualTo(200));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "capacity: 0", "capacity: many", "capacity: [", "period: 0s",
			"period: 10h\n      perriod: 1h" })
	void aFileThatCannotWorkChangesNothing(String line) throws IOException {
		Path file = write("capacity: 20", "api");
		runner(file).run((context) -> {
			assertThat(remaining(context)).isEqualTo(20);
			write(line, "api");
			WatchedPolicies watched = context.getBean(WatchedPolicies.class);
			await().untilAsserted(() -> assertThat(watched.refused()).isPositive());
			assertThat(remaining(context)).isEqualTo(20);
			assertThat(context.getBean(RateLimitPolicies.class).reload()).isEmpty();
			write("capacity: 30", "api");
			await().untilAsserted(() -> assertThat(remaining(context)).isEqualTo(30));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform.ratelimit.polices.api.shadow", "platform.ratelimit.routes[0].cost",
			"spring.application.name", "policies.api.shadow" })
	void aFileWithAnythingButPoliciesChangesNothing(String name) throws IOException {
		Path file = write("capacity: 20", "api");
		runner(file).run((context) -> {
			writeAll(policy(30), name + ": 5");
			WatchedPolicies watched = context.getBean(WatchedPolicies.class);
			await().untilAsserted(() -> assertThat(watched.refused()).isPositive());
			assertThat(remaining(context)).isEqualTo(20);
			assertThat(context.getEnvironment().getProperty(name)).isNotEqualTo("5");
		});
	}

	@Test
	void everyDocumentOfTheFileCounts() throws IOException {
		Path file = writeAll(policy(20), policy(30));
		runner(file).run((context) -> {
			assertThat(remaining(context)).isEqualTo(30);
			writeAll(policy(40));
			await().untilAsserted(() -> assertThat(remaining(context)).isEqualTo(40));
			writeAll(policy(50), "platform.ratelimit.policies.api.shadow: true");
			await().untilAsserted(() -> assertThat(remaining(context)).isEqualTo(50));
			assertThat(policy(context).current().shadow()).isTrue();
			writeAll("# none");
			await().untilAsserted(() -> assertThat(remaining(context)).isEqualTo(1));
			assertThat(policy(context).current().shadow()).isFalse();
		});
	}

	@Test
	void aCapacityBelowWhatACallCostsChangesNothing() throws IOException {
		Path file = write("capacity: 20", "api");
		staysAboveTheCostOfFive(runner(file).withPropertyValues("platform.ratelimit.routes[0].cost=5"));
		write("capacity: 20", "api");
		staysAboveTheCostOfFive(runner(file).withBean(Costly.class));
	}

	private void staysAboveTheCostOfFive(WebApplicationContextRunner runner) {
		runner.withPropertyValues("platform.ratelimit.policies.api.bandwidths[0].capacity=20").run((context) -> {
			write("capacity: 4", "api");
			WatchedPolicies watched = context.getBean(WatchedPolicies.class);
			await().untilAsserted(() -> assertThat(watched.refused()).isPositive());
			assertThat(remaining(context)).isEqualTo(20);
			write("capacity: 5", "api");
			await().untilAsserted(() -> assertThat(remaining(context)).isEqualTo(5));
		});
	}

	static class Costly {

		@RateLimit(policy = "api", key = "#user", cost = 5)
		void call(String user) {
		}

	}

	@Test
	void policiesCannotBeAddedWhileItRuns() throws IOException {
		Path file = write("capacity: 20", "api");
		runner(file).run((context) -> {
			write("capacity: 5", "other");
			WatchedPolicies watched = context.getBean(WatchedPolicies.class);
			await().untilAsserted(() -> assertThat(watched.refused()).isPositive());
			assertThat(remaining(context)).isEqualTo(20);
		});
	}

	@Test
	void plansThatNothingTellsChangeNothing() throws IOException {
		String plans = "platform.ratelimit.policies.api.plans.pro.bandwidths: [{ period: 10h, capacity: 50 }]";
		Path file = writeAll(policy(20));
		runner(file).run((context) -> {
			writeAll(policy(30), plans);
			WatchedPolicies watched = context.getBean(WatchedPolicies.class);
			await().untilAsserted(() -> assertThat(watched.refused()).isPositive());
			assertThat(remaining(context)).isEqualTo(20);
		});
		writeAll(policy(20));
		runner(file).withBean(PlanResolver.class, () -> (user) -> "pro").run((context) -> {
			writeAll(policy(30), plans);
			await().untilAsserted(() -> assertThat(remaining(context)).isEqualTo(30));
		});
	}

	@Test
	void whatWasReadEarlierDoesNotComeLater() throws IOException {
		Path file = writeAll(policy(20));
		CompletableFuture<Thread> reading = new CompletableFuture<>();
		CompletableFuture<Void> changed = new CompletableFuture<>();
		MapPropertySource late = new MapPropertySource("late", Map.of("platform.ratelimit.policies.api.max-lease", 0)) {

			@Override
			public Object getProperty(String name) {
				// Bound after the bandwidths.
				if (Thread.currentThread().getName().equals("slow") && super.containsProperty(name)) {
					reading.complete(Thread.currentThread());
					changed.orTimeout(1, TimeUnit.MINUTES).join();
				}
				return super.getProperty(name);
			}

		};
		runner(file).withInitializer((context) -> context.getEnvironment().getPropertySources().addLast(late))
			.run((context) -> {
				new Thread(context.getBean(RateLimitPolicies.class)::reload, "slow").start();
				Thread slow = reading.orTimeout(1, TimeUnit.MINUTES).join();
				writeAll(policy(30));
				await().until(() -> remaining(context) == 30 || watcherWaits());
				changed.complete(null);
				slow.join();
				await().untilAsserted(() -> assertThat(remaining(context)).isEqualTo(30));
			});
	}

	private static boolean watcherWaits() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("platform-ratelimit-reload")
					&& thread.getState() == Thread.State.WAITING);
	}

	@Test
	void springCloudsEventReadsTheEnvironmentAgain() {
		runner()
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("changes", this.changes)))
			.run((context) -> {
				assertThat(remaining(context)).isEqualTo(1);
				this.changes.put("platform.ratelimit.policies.api.bandwidths[0].capacity", 40);
				this.changes.put("platform.ratelimit.policies.api.bandwidths[0].period", "1h");
				context.publishEvent(new EnvironmentChangeEvent(this));
				assertThat(remaining(context)).isEqualTo(40);
			});
	}

	@Test
	void sharedLimitsChangeTooAndAreRememberedForTheirNewPeriod() {
		AtomicLong nanos = new AtomicLong(System.nanoTime());
		try (RedisServer redis = RedisServer.start()) {
			runner().withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class))
				.withPropertyValues("platform.redis.url=" + redis.url(), "platform.ratelimit.redis.timeout=10s",
						"platform.ratelimit.policies.api.bandwidths[0].capacity=10")
				.withInitializer((context) -> context.getEnvironment()
					.getPropertySources()
					.addFirst(new MapPropertySource("changes", this.changes)))
				.run((context) -> {
					ActivePolicy policy = policy(context);
					RedissonClient redisson = context.getBean(RedissonClient.class);
					try (FleetLimiter fleet = fleet(redisson, nanos)) {
						fleet.decide(policy.current(), policy.current().limits(), "ada", 9);
						this.changes.put("platform.ratelimit.policies.api.bandwidths[0].capacity", 1000);
						this.changes.put("platform.ratelimit.policies.api.bandwidths[0].period", "100d");
						assertThat(new PolicyReload(context.getEnvironment(), context.getBean(Policies.class), fleet,
								context.getBeanProvider(PlanResolver.class), new ReentrantLock())
							.reload()).containsExactly("api");
						assertThat(left(fleet, policy.current())).isBetween(100L, 900L);
						fleet.decide(policy.current(), policy.current().limits(), "ada", left(fleet, policy.current()));
						nanos.addAndGet(Duration.ofHours(10).toNanos());
						redisson.getKeys().flushdb();
						assertThat(left(fleet, policy.current())).as("of a Redis that forgot").isZero();
					}
				});
		}
	}

	private static FleetLimiter fleet(RedissonClient redisson, AtomicLong nanos) {
		FleetLimiter fleet = new FleetLimiter(redisson, new FleetSettings("reload", Duration.ofSeconds(20), 100),
				new TimeMeter() {

					@Override
					public long currentTimeNanos() {
						return nanos.get();
					}

					@Override
					public boolean isWallClockBased() {
						return false;
					}

				});
		fleet.start();
		return fleet;
	}

	private static long left(FleetLimiter fleet, Policy policy) {
		return fleet.look(policy, policy.limits(), "ada").tokens();
	}

	private Path write(String line, String policy) throws IOException {
		return writeAll("platform.ratelimit.policies." + policy
				+ ":\n  bandwidths:\n    - period: 10h\n      capacity: 20\n".replace(
						line.substring(0, line.indexOf(':')) + ": " + (line.startsWith("period") ? "10h" : "20"),
						line));
	}

	private static String policy(int capacity) {
		return "platform.ratelimit.policies.api.bandwidths: [{ period: 10h, capacity: " + capacity + " }]";
	}

	private Path writeAll(String... documents) throws IOException {
		// At once, as a mounted ConfigMap changes: half a file would be another one.
		Path next = Files.writeString(this.folder.resolve("next.yaml"), String.join("\n---\n", documents));
		return Files.move(next, this.folder.resolve("limits.yaml"), StandardCopyOption.ATOMIC_MOVE);
	}

	private static WebApplicationContextRunner runner(Path file) {
		return runner().withPropertyValues("platform.ratelimit.reload.file=" + file,
				"platform.ratelimit.reload.interval=20ms");
	}

	private static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PlatformRateLimitAutoConfiguration.class,
					PlatformRateLimitWebAutoConfiguration.class))
			.withPropertyValues("platform.ratelimit.policies.api.bandwidths[0].capacity=1",
					"platform.ratelimit.policies.api.bandwidths[0].period=1m", "platform.ratelimit.routes[0].path=/",
					"platform.ratelimit.routes[0].policy=api");
	}

	private static Charge charge(ApplicationContext context, long cost) {
		return new Charge(policy(context), "ada", cost);
	}

	private static long remaining(ApplicationContext context) {
		return context.getBean(RateLimitEngine.class).look(policy(context), "ada", null).remaining();
	}

	private static ActivePolicy policy(ApplicationContext context) {
		return context.getBean(Policies.class).get("api", "test");
	}

}

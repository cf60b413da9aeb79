package io.portfolioplatform.ratelimit.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

import io.portfolioplatform.ratelimit.RateLimitPolicies;
import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import io.portfolioplatform.ratelimit.policy.Policies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	private Path write(String line, String policy) throws IOException {
		// At once, as a mounted ConfigMap changes: half a file would be another one.
		Path next = Files.writeString(this.folder.resolve("next.yaml"),
				"platform.ratelimit.policies." + policy + ":\n  bandwidths:\n    - period: 10h\n      capacity: 20\n"
					.replace(line.substring(0, line.indexOf(':')) + ": " + (line.startsWith("period") ? "10h" : "20"),
							line));
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

package io.portfolioplatform.health.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sum of a shutdown. That each phase may take the whole timeout is shown by the tests
 * of the drain, with a real server.
 */
class DrainBudgetTests {

	/**
	 * Two wait for their tasks in one phase, one waits in another, one does not wait.
	 */
	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				PlatformHealthAutoConfiguration.class))
		.withBean("scheduler", ThreadPoolTaskScheduler.class)
		.withBean("executor", ThreadPoolTaskExecutor.class)
		.withBean("server", Waiting.class)
		.withBean("store", AtOnce.class)
		.withPropertyValues("platform.health.drain.delay=1s", "spring.lifecycle.timeout-per-shutdown-phase=20s");

	@Test
	void countsEachPhaseThatMayWait() {
		this.runner.withPropertyValues("platform.health.drain.budget=45s").run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new InvalidHealthConfigurationFailureAnalyzer()
				.analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).isEqualTo("'platform.health.drain.delay' is PT1S. "
					+ "A shutdown may take 1 s (drain) + 2 x 20 s (spring.lifecycle.timeout-per-shutdown-phase, "
					+ "for each of the phases [executor, scheduler], [server]) + 5 s (closing pools) = 46 s, "
					+ "but the process is killed after 45 s (platform.health.drain.budget).");
			assertThat(analysis.getAction()).contains("terminationGracePeriodSeconds");
		});
	}

	@Test
	void acceptsADrainWithinItsBudget() {
		this.runner.withPropertyValues("platform.health.drain.budget=46s")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void acceptsWhatTheReadmeSays() throws IOException {
		Matcher yaml = Pattern.compile("```yaml\n(platform:\n  health:\n    drain:\n.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("README.md")));
		assertThat(yaml.find()).isTrue();
		PropertySource<?> shown = new YamlPropertySourceLoader()
			.load("readme", new ByteArrayResource(yaml.group(1).getBytes(StandardCharsets.UTF_8)))
			.get(0);
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(shown))
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(PlatformHealthProperties.class)
				.extracting((properties) -> properties.drain().delay())
				.isEqualTo(Duration.ofSeconds(10)));
	}

	@Test
	void asksForNothingWhereNothingDrains() {
		this.runner.withPropertyValues("platform.health.drain.delay=0s", "platform.health.drain.budget=1s")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	static class AtOnce implements SmartLifecycle {

		private boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return 0;
		}

	}

	static class Waiting extends AtOnce {

		@Override
		public void stop(Runnable callback) {
			stop();
			callback.run();
		}

		@Override
		public int getPhase() {
			return 1;
		}

	}

}

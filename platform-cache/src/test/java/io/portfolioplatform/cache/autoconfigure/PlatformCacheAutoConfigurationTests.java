package io.portfolioplatform.cache.autoconfigure;

import java.time.Duration;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.metrics.NearCacheMetrics;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.transaction.TransactionalEvictionTiming;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PlatformCacheAutoConfiguration} and
 * {@link NearCacheMetricsAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PlatformCacheAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PlatformCacheAutoConfiguration.class, NearCacheMetricsAutoConfiguration.class))
		.withBean(Clock.class);

	@Test
	void memoizesWithoutAspectJ() {
		this.runner.withClassLoader(new FilteredClassLoader("org.aspectj"))
			.run((context) -> assertThat(context.getBean(Clock.class).tick("a"))
				.isEqualTo(context.getBean(Clock.class).tick("a")));
	}

	@Test
	void memoizesBesideBootsOwnProxying() {
		this.runner.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
			.run((context) -> assertThat(context.getBean(Clock.class).tick("a"))
				.isEqualTo(context.getBean(Clock.class).tick("a")));
	}

	@Test
	void callsEveryTimeWhenDisabled() {
		this.runner.withPropertyValues("platform.cache.enabled=false").run((context) -> {
			assertThat(context.getBean(Clock.class).tick("a")).isNotEqualTo(context.getBean(Clock.class).tick("a"));
			context.getBean(Memoizer.class).evict(Clock.class, "tick", "a");
			context.getBean(Memoizer.class).evictAll("anything");
		});
	}

	@Test
	void backsOffWhenUserDefinesMemoizer() {
		this.runner.withUserConfiguration(CustomMemoizerConfiguration.class)
			.run((context) -> assertThat(context).getBean(Memoizer.class).isSameAs(context.getBean("customMemoizer")));
	}

	@Test
	void warnsOfTheNamespaceOfApplicationsWithoutAName(CapturedOutput output) {
		ApplicationContextRunner withRedis = this.runner
			.withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class))
			.withPropertyValues("platform.redis.url=redis://127.0.0.1:1");
		withRedis.withPropertyValues("spring.application.name=prices")
			.run((context) -> assertThat(output).doesNotContain("without a name"));
		withRedis.run((context) -> assertThat(output).containsOnlyOnce("without a name"));
	}

	@Test
	void emptyNameOfAnApplicationIsNone(CapturedOutput output) {
		this.runner.withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class))
			.withPropertyValues("platform.redis.url=redis://127.0.0.1:1", "spring.application.name=")
			.run((context) -> assertThat(output).contains("platform.cache.namespace is 'application'"));
	}

	@Test
	void evictsAfterCommitWithSpringTransactions() {
		this.runner.run((context) -> assertThat(context).getBean(EvictionTiming.class)
			.isInstanceOf(TransactionalEvictionTiming.class));
	}

	@Test
	void evictsAtOnceWithoutSpringTransactions() {
		this.runner.withClassLoader(new FilteredClassLoader(TransactionSynchronizationManager.class))
			.run((context) -> assertThat(context).getBean(EvictionTiming.class).isSameAs(EvictionTiming.IMMEDIATE));
	}

	@Test
	void bindsMetersWithMicrometer() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(NearCacheMetrics.class));
	}

	@Test
	void bindsNoMetersWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("platformNearCacheMetrics"));
	}

	@Test
	void keepsAtMostMaxEntries() {
		this.runner.withPropertyValues("platform.cache.near.max-entries=1").run((context) -> {
			Clock clock = context.getBean(Clock.class);
			for (int i = 0; i < 100; i++) {
				clock.tick(Integer.toString(i));
			}
			NearCaches caches = context.getBean(NearCaches.class);
			await().untilAsserted(
					() -> assertThat(caches.get("PlatformCacheAutoConfigurationTests.Clock.tick").size()).isOne());
		});
	}

	@Test
	void defaultsAreTheDocumentedOnes() {
		this.runner.run((context) -> {
			PlatformCacheProperties properties = context.getBean(PlatformCacheProperties.class);
			assertThat(properties.shared().timeout()).isEqualTo(Duration.ofMillis(100));
			assertThat(properties.shared().maxWait()).isEqualTo(Duration.ofSeconds(30));
			assertThat(properties.near().maxWait()).isEqualTo(Duration.ofMinutes(1));
			assertThat(properties.coherence().trust()).isEqualTo(Duration.ofSeconds(2));
			context.getBean(Clock.class).tick("a");
			assertThat(context.getBean(NearCaches.class).get("PlatformCacheAutoConfigurationTests.Clock.tick").uses())
				.allSatisfy((method, terms) -> assertThat(terms.jitter()).isEqualTo(0.1));
		});
	}

	@Test
	void refusesAWaitWithinTheProcessThatEndsBeforeThatForOthers() {
		ApplicationContextRunner configured = this.runner.withPropertyValues("platform.cache.shared.max-wait=2m");
		configured.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessage(
					"platform.cache.near.max-wait is PT1M: it has to be longer than platform.cache.shared.max-wait, "
							+ "which is PT2M"));
		configured.withPropertyValues("platform.cache.shared.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesMaxEntriesBelowOne() {
		this.runner.withPropertyValues("platform.cache.near.max-entries=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("platform.cache.near.max-entries is 0: it has to be at least 1"));
	}

	@Test
	void advisorNeededByPostProcessorCausesNoWarning(CapturedOutput output) {
		this.runner.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
			.withBean(EarlyPostProcessor.class)
			.run((context) -> assertThat(output).doesNotContain("not eligible for getting processed"));
	}

	/**
	 * Public so that a filtered class loader can subclass it.
	 */
	public static class Clock {

		private int ticks;

		public Clock() {
		}

		@Memoize(ttl = "5m")
		public int tick(String name) {
			return ++this.ticks;
		}

	}

	static class EarlyPostProcessor implements BeanPostProcessor {

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomMemoizerConfiguration {

		@Bean
		Memoizer customMemoizer() {
			return new Memoizer() {

				@Override
				public void evict(Class<?> type, String method, @Nullable Object... arguments) {
				}

				@Override
				public void evictAll(String name) {
				}

				@Override
				public void evictTag(String tag) {
				}

			};
		}

	}

}

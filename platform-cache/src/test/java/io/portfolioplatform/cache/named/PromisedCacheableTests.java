package io.portfolioplatform.cache.named;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.autoconfigure.SpringCacheManagerAutoConfiguration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @Cacheable} on methods that promise their value.
 */
class PromisedCacheableTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PlatformCacheAutoConfiguration.class, SpringCacheManagerAutoConfiguration.class))
		.withBean(Rates.class);

	@Test
	void callersShareOneFuture() {
		this.runner.run((context) -> {
			Rates rates = context.getBean(Rates.class);
			CompletableFuture<String> first = rates.future("EUR");
			CompletableFuture<String> second = rates.future("EUR");
			rates.futures().get(0).complete("1.1");
			assertThat(first).isCompletedWithValue("1.1");
			assertThat(second).isCompletedWithValue("1.1");
			assertThat(rates.future("EUR")).isCompletedWithValue("1.1");
			assertThat(rates.futures()).hasSize(1);
		});
	}

	@Test
	void callersShareOneMono() {
		this.runner.run((context) -> {
			Rates rates = context.getBean(Rates.class);
			CompletableFuture<String> first = rates.mono("EUR").toFuture();
			CompletableFuture<String> second = rates.mono("EUR").toFuture();
			rates.sinks().get(0).tryEmitValue("1.1");
			assertThat(first).isCompletedWithValue("1.1");
			assertThat(second).isCompletedWithValue("1.1");
			assertThat(rates.mono("EUR").toFuture()).isCompletedWithValue("1.1");
			assertThat(rates.sinks()).hasSize(1);
		});
	}

	@Test
	void evictionOvertakesAMono() {
		this.runner.run((context) -> {
			Rates rates = context.getBean(Rates.class);
			CompletableFuture<String> first = rates.mono("EUR").toFuture();
			context.getBean(PlatformCaches.class).get("monos").evict("EUR");
			rates.sinks().get(0).tryEmitValue("1.1");
			assertThat(first).isCompletedWithValue("1.1");
			assertThat(rates.mono("EUR").toFuture()).isNotCompleted();
			assertThat(rates.sinks()).hasSize(2);
		});
	}

	@Test
	void failedAndEmptyMonosAreNotRemembered() {
		this.runner.run((context) -> {
			Rates rates = context.getBean(Rates.class);
			CompletableFuture<String> failed = rates.mono("EUR").toFuture();
			rates.sinks().get(0).tryEmitError(new IllegalStateException("no"));
			assertThat(failed).isCompletedExceptionally();
			CompletableFuture<String> empty = rates.mono("EUR").toFuture();
			rates.sinks().get(1).tryEmitEmpty();
			assertThat(empty).isCompletedWithValue(null);
			assertThat(rates.mono("EUR").toFuture()).isNotCompleted();
			assertThat(rates.sinks()).hasSize(3);
		});
	}

	@EnableCaching
	static class Rates {

		private final List<CompletableFuture<String>> futures = new ArrayList<>();

		private final List<Sinks.One<String>> sinks = new ArrayList<>();

		List<CompletableFuture<String>> futures() {
			return this.futures;
		}

		List<Sinks.One<String>> sinks() {
			return this.sinks;
		}

		@Cacheable(cacheNames = "futures", sync = true)
		public CompletableFuture<String> future(String currency) {
			CompletableFuture<String> future = new CompletableFuture<>();
			this.futures.add(future);
			return future;
		}

		@Cacheable(cacheNames = "monos", sync = true)
		public Mono<String> mono(String currency) {
			Sinks.One<String> sink = Sinks.one();
			this.sinks.add(sink);
			return sink.asMono();
		}

	}

}

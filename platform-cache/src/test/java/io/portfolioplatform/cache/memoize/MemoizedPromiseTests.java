package io.portfolioplatform.cache.memoize;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link Memoize} on methods that promise their result or have none.
 */
class MemoizedPromiseTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
		.withBean(Quotes.class);

	@Test
	void callersShareOnePromiseAndItsValue() {
		this.runner.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			CompletableFuture<String> first = quotes.of("A");
			CompletableFuture<String> second = quotes.of("A");
			assertThat(second).isNotCompleted();
			quotes.promises().get(0).complete("1");
			assertThat(first).isCompletedWithValue("1");
			assertThat(second).isCompletedWithValue("1");
			assertThat(quotes.of("A")).isCompletedWithValue("1");
			assertThat(quotes.promises()).hasSize(1);
			assertThat(quotes.of("B")).isNotCompleted();
		});
	}

	@Test
	void stagesAreMemoizedToo() {
		this.runner.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			quotes.stage("A");
			quotes.promises().get(0).complete("1");
			assertThat(quotes.stage("A").toCompletableFuture()).isCompletedWithValue("1");
			assertThat(quotes.promises()).hasSize(1);
		});
	}

	@Test
	void evictionOvertakesAPromise() {
		this.runner.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			quotes.of("A");
			context.getBean(Memoizer.class).evictTag("symbol:A");
			quotes.promises().get(0).complete("1");
			assertThat(quotes.of("A")).isNotCompleted();
			quotes.promises().get(1).complete("2");
			assertThat(quotes.of("A")).isCompletedWithValue("2");
			context.getBean(Memoizer.class).evict(Quotes.class, "of", "A");
			assertThat(quotes.of("A")).isNotCompleted();
		});
	}

	@Test
	void unlessAndFailureAreNotRemembered() {
		this.runner.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			quotes.of("A");
			quotes.promises().get(0).complete("none");
			assertThat(quotes.of("A")).isNotCompleted();
			quotes.promises().get(1).completeExceptionally(new IllegalStateException("no"));
			assertThat(quotes.of("A")).isNotCompleted();
			assertThat(quotes.promises()).hasSize(3);
		});
	}

	@Test
	void unlessThatIsNoConditionFailsAllWhoWait() {
		this.runner.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			CompletableFuture<String> first = quotes.undecided("A");
			CompletableFuture<String> second = quotes.undecided("A");
			quotes.promises().get(0).complete("1");
			for (CompletableFuture<String> failed : List.of(first, second)) {
				assertThat(failed).failsWithin(Duration.ZERO)
					.withThrowableOfType(ExecutionException.class)
					.havingCause()
					.withMessageContaining("undecided(String) is neither true nor false");
			}
			assertThat(quotes.undecided("A")).isNotCompleted();
			assertThat(quotes.promises()).hasSize(2);
		});
	}

	@Test
	void methodThatThrowsFailsItsPromise() {
		this.runner.run((context) -> {
			CompletableFuture<String> failed = context.getBean(Quotes.class).throwing("A");
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(failed::get).havingCause().withMessage("A");
		});
	}

	@Test
	void nullIsRememberedOnlyIfAsked() {
		this.runner.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			assertThat(quotes.missing("A")).isNull();
			assertThat(quotes.missing("A")).isNull();
			assertThat(quotes.calls()).isEqualTo(2);
			assertThat(quotes.absent("A")).isNull();
			assertThat(quotes.absent("A")).isNull();
			assertThat(quotes.calls()).isEqualTo(3);
			context.getBean(Memoizer.class).evict(Quotes.class, "absent", "A");
			assertThat(quotes.absent("A")).isNull();
			assertThat(quotes.calls()).isEqualTo(4);
		});
	}

	static class Quotes {

		private final List<CompletableFuture<String>> promises = new ArrayList<>();

		private int calls;

		@Memoize(ttl = "5m", tags = "symbol:#{#symbol}", unless = "#result == 'none'")
		CompletableFuture<String> of(String symbol) {
			return promise();
		}

		@Memoize(ttl = "5m", unless = "#result")
		CompletableFuture<String> undecided(String symbol) {
			return promise();
		}

		@Memoize(ttl = "5m")
		CompletionStage<String> stage(String symbol) {
			return promise();
		}

		List<CompletableFuture<String>> promises() {
			return this.promises;
		}

		int calls() {
			return this.calls;
		}

		private CompletableFuture<String> promise() {
			CompletableFuture<String> promise = new CompletableFuture<>();
			this.promises.add(promise);
			return promise;
		}

		@Memoize(ttl = "5m")
		CompletableFuture<String> throwing(String symbol) {
			throw new IllegalArgumentException(symbol);
		}

		@Memoize(ttl = "5m")
		@Nullable String missing(String symbol) {
			this.calls++;
			return null;
		}

		@Memoize(ttl = "5m", nullTtl = "10s")
		@Nullable String absent(String symbol) {
			this.calls++;
			return null;
		}

	}

}

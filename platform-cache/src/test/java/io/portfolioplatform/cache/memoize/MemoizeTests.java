package io.portfolioplatform.cache.memoize;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.coherence.InvalidationPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Memoize} and {@link Memoizer} on beans.
 */
class MemoizeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
		.withPropertyValues("prices.ttl=5m")
		.withBean(Prices.class)
		.withBean(MemoryRates.class);

	@Test
	void memoizesPerArguments() {
		withPrices((prices) -> {
			assertThat(prices.find("A", 1)).isEqualTo("1");
			assertThat(prices.find("A", 1)).isEqualTo("1");
			assertThat(prices.find("A", 2)).isEqualTo("2");
			assertThat(prices.find("B", 1)).isEqualTo("3");
			assertThat(prices.find(null, 1)).isEqualTo("4");
			assertThat(prices.find(null, 1)).isEqualTo("4");
		});
	}

	@Test
	void memoizesMethodWithoutArguments() {
		withPrices((prices) -> assertThat(prices.all()).isEqualTo(prices.all()));
	}

	@Test
	void comparesArraysByContent() {
		withPrices((prices) -> {
			assertThat(prices.sum(1, 2)).isEqualTo("1");
			assertThat(prices.sum(1, 2)).isEqualTo("1");
			assertThat(prices.sum(2, 1)).isEqualTo("2");
		});
	}

	@Test
	void methodsThatShareCacheDoNotShareResults() {
		withPrices((prices) -> {
			assertThat(prices.first("A")).isEqualTo("1");
			assertThat(prices.second("A")).isEqualTo("2");
			assertThat(prices.first("A")).isEqualTo("1");
		});
	}

	@Test
	void keyExpressionDecidesWhatTellsResultsApart() {
		withPrices((prices) -> {
			assertThat(prices.byIsin("a", "ignored")).isEqualTo("1");
			assertThat(prices.byIsin("A", "also ignored")).isEqualTo("1");
			assertThat(prices.byIsin("B", "ignored")).isEqualTo("2");
		});
	}

	@Test
	void nullKeyIsAnErrorThatNamesMethod() {
		withPrices((prices) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> prices.first(null))
				.withMessage("The @Memoize key of " + Prices.class.getName() + ".first(String) is null");
			assertThatIllegalArgumentException().isThrownBy(() -> prices.byIsin(null, "x"))
				.withMessageContaining("byIsin(String, String)");
		});
	}

	@Test
	void nullResultIsNotRemembered() {
		withPrices((prices) -> {
			assertThat(prices.absent("A")).isNull();
			assertThat(prices.absent("A")).isNull();
			assertThat(prices.find("A", 1)).isEqualTo("3");
		});
	}

	@Test
	void checkedExceptionIsPassedOnAsItIs() {
		withPrices((prices) -> assertThatExceptionOfType(NoPriceException.class).isThrownBy(() -> prices.failing("A"))
			.withNoCause()
			.withMessage("A"));
	}

	@Test
	void annotationOnInterfaceWorksThroughJdkProxy() {
		this.runner.run((context) -> {
			Rates rates = context.getBean(Rates.class);
			assertThat(AopUtils.isJdkDynamicProxy(rates)).isTrue();
			assertThat(rates.rate("EUR")).isEqualTo(rates.rate("EUR"));
			context.getBean(Memoizer.class).evict(Rates.class, "rate", "EUR");
			assertThat(rates.rate("EUR")).isEqualTo(2);
		});
	}

	@Test
	void whatIsEvictedIsForgottenBeforeOthersAreToldOfIt() {
		AtomicReference<Runnable> told = new AtomicReference<>();
		InvalidationPublisher others = (invalidation) -> told.get().run();
		this.runner.withBean(InvalidationPublisher.class, () -> others).run((context) -> {
			Prices prices = context.getBean(Prices.class);
			assertThat(prices.first("A")).isEqualTo("1");
			told.set(() -> assertThat(prices.first("A")).isEqualTo("2"));
			context.getBean(Memoizer.class).evict(Prices.class, "first", "A");
			assertThat(prices.first("A")).isEqualTo("2");
		});
	}

	@Test
	void evictForgetsOneResult() {
		this.runner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			Memoizer memoizer = context.getBean(Memoizer.class);
			prices.find("A", 1);
			prices.find("B", 1);
			memoizer.evict(Prices.class, "find", "A", 1);
			assertThat(prices.find("A", 1)).isEqualTo("3");
			assertThat(prices.find("B", 1)).isEqualTo("2");
		});
	}

	@Test
	void evictTakesAllArgumentsOfMethodWithKeyExpression() {
		this.runner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.byIsin("a", "x");
			context.getBean(Memoizer.class).evict(prices.getClass(), "byIsin", "A", "y");
			assertThat(prices.byIsin("a", "x")).isEqualTo("2");
		});
	}

	@Test
	void evictRefusesWhatNoMethodTakes() {
		this.runner.run((context) -> {
			Memoizer memoizer = context.getBean(Memoizer.class);
			assertThatIllegalArgumentException().isThrownBy(() -> memoizer.evict(Prices.class, "fnid", "A", 1))
				.withMessage(
						"Nothing to evict: there is no method " + Prices.class.getName() + ".fnid(String, Integer)");
			assertThatIllegalArgumentException().isThrownBy(() -> memoizer.evict(Prices.class, "find", "A"));
			assertThatIllegalArgumentException().isThrownBy(() -> memoizer.evict(Prices.class, "find", "A", null));
		});
	}

	@Test
	void evictAllForgetsResultsOfEveryMethodWithThatName() {
		this.runner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.first("A");
			prices.second("A");
			prices.find("A", 1);
			context.getBean(Memoizer.class).evictAll("quotes");
			assertThat(prices.first("A")).isEqualTo("4");
			assertThat(prices.second("A")).isEqualTo("5");
			assertThat(prices.find("A", 1)).isEqualTo("3");
		});
	}

	@Test
	void evictTagForgetsResultsOfEveryMethodThatBearIt() {
		this.runner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.tagged("A", 1);
			prices.tagged("B", 1);
			prices.alsoTagged("A");
			context.getBean(Memoizer.class).evictTag("symbol:A/daily");
			assertThat(prices.tagged("A", 1)).isEqualTo("4");
			assertThat(prices.alsoTagged("A")).isEqualTo("5");
			assertThat(prices.tagged("B", 1)).isEqualTo("2");
			context.getBean(Memoizer.class).evictTag("prices");
			assertThat(prices.tagged("B", 1)).isEqualTo("6");
			assertThat(prices.alsoTagged("A")).isEqualTo("5");
		});
	}

	@Test
	void resultComputedWhileItsTagIsEvictedIsNotRemembered() {
		this.runner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.during(() -> context.getBean(Memoizer.class).evictTag("prices"));
			assertThat(prices.tagged("A", 1)).isEqualTo("1");
			prices.during(() -> {
			});
			assertThat(prices.tagged("A", 1)).isEqualTo("2");
			assertThat(prices.tagged("A", 1)).isEqualTo("2");
		});
	}

	@Test
	void unlessKeepsResultFromBeingRemembered() {
		withPrices((prices) -> {
			assertThat(prices.unlessOdd("A")).isEqualTo("1");
			assertThat(prices.unlessOdd("A")).isEqualTo("2");
			assertThat(prices.unlessOdd("A")).isEqualTo("2");
		});
	}

	@Test
	void unlessThatIsNoConditionIsAnErrorThatNamesMethod() {
		withPrices((prices) -> assertThatIllegalStateException().isThrownBy(() -> prices.unlessUndecided("A"))
			.withMessageContaining("unlessUndecided(String) is neither true nor false"));
	}

	@Test
	void staleResultStandsInForException() {
		withPrices((prices) -> {
			assertThat(prices.staleOnError("A")).isEqualTo("1");
			prices.during(() -> {
				throw new IllegalStateException("down");
			});
			await().pollDelay(Duration.ofMillis(5)).until(() -> "1".equals(prices.staleOnError("A")));
			assertThatIllegalStateException().isThrownBy(() -> prices.staleOnError("B")).withMessage("down");
		});
	}

	@Test
	void nameDefaultsToClassAndMethod() {
		this.runner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.find("A", 1);
			context.getBean(Memoizer.class).evictAll("MemoizeTests.Prices.find");
			assertThat(prices.find("A", 1)).isEqualTo("2");
		});
	}

	@Test
	void passesCacheByWhileThreadHasPendingEviction() {
		AtomicBoolean pending = new AtomicBoolean();
		this.runner.run((context) -> {
			ProxyFactory factory = new ProxyFactory(new Prices());
			factory.addAdvisor(new MemoizeAdvisor(context.getBean(MemoizedMethods.class), pending::get));
			Prices prices = (Prices) factory.getProxy();
			assertThat(prices.find("A", 1)).isEqualTo("1");
			pending.set(true);
			assertThat(prices.find("A", 1)).isEqualTo("2");
			pending.set(false);
			assertThat(prices.find("A", 1)).isEqualTo("1");
		});
	}

	private void withPrices(Consumer<Prices> test) {
		this.runner.run((context) -> test.accept(context.getBean(Prices.class)));
	}

	static class Prices {

		private int calls;

		private Runnable during = () -> {
		};

		@Memoize(ttl = "${prices.ttl}")
		String find(@Nullable String symbol, int days) {
			return next();
		}

		@Memoize(ttl = "PT5M")
		List<String> all() {
			return List.of(next());
		}

		@Memoize(ttl = "5m")
		String sum(int... values) {
			return next();
		}

		@Memoize(ttl = "5m", name = "quotes")
		String first(@Nullable String symbol) {
			return next();
		}

		@Memoize(ttl = "5m", name = "quotes")
		String second(String symbol) {
			return next();
		}

		@Memoize(ttl = "5m", key = "#isin?.toUpperCase()")
		String byIsin(@Nullable String isin, String reader) {
			return next();
		}

		@Memoize(ttl = "5m")
		@Nullable String absent(String symbol) {
			next();
			return null;
		}

		@Memoize(ttl = "5m", tags = { "prices", "symbol:#{#symbol}/daily" })
		String tagged(String symbol, int days) {
			String result = next();
			this.during.run();
			return result;
		}

		@Memoize(ttl = "5m", tags = "symbol:#{#symbol}/daily")
		String alsoTagged(String symbol) {
			return next();
		}

		@Memoize(ttl = "5m", unless = "#result == '1'")
		String unlessOdd(String symbol) {
			return next();
		}

		@Memoize(ttl = "5m", unless = "#result")
		String unlessUndecided(String symbol) {
			return next();
		}

		@Memoize(ttl = "1ms", staleOnError = "5m")
		String staleOnError(String symbol) {
			this.during.run();
			return next();
		}

		@Memoize(ttl = "5m")
		String failing(String symbol) throws NoPriceException {
			throw new NoPriceException(symbol);
		}

		void during(Runnable action) {
			this.during = action;
		}

		private String next() {
			return Integer.toString(++this.calls);
		}

	}

	interface Rates {

		@Memoize(ttl = "5m")
		int rate(String currency);

	}

	static class MemoryRates implements Rates {

		private final Map<String, Integer> calls = new HashMap<>();

		@Override
		public int rate(String currency) {
			return this.calls.merge(currency, 1, Integer::sum);
		}

	}

	static class NoPriceException extends Exception {

		NoPriceException(String symbol) {
			super(symbol);
		}

	}

}

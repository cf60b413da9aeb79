package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.portfolioplatform.app.quotes.ProviderException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AlphaVantage} against a server that answers as the real one does.
 */
class AlphaVantageTests {

	private final FakeAlphaVantage server = new FakeAlphaVantage();

	private final AlphaVantage provider = this.server.provider();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void readsASeriesWhoseMetaDataIsNoRefusal() {
		this.server.answer("IBM", FakeAlphaVantage.daily("IBM", "2024-11-01", "208.25"));
		assertThat(this.provider.daily("IBM"))
			.containsExactly(new Close(LocalDate.of(2024, 11, 1), new BigDecimal("208.25")));
	}

	static Stream<Arguments> refusals() {
		return Stream.of(Arguments.of(FakeAlphaVantage.MINUTE_NOTE, Kind.QUOTA),
				Arguments.of(FakeAlphaVantage.DAY_INFORMATION, Kind.QUOTA),
				Arguments.of(FakeAlphaVantage.BURST, Kind.BURST), Arguments.of(FakeAlphaVantage.PREMIUM, Kind.REFUSED),
				Arguments.of(FakeAlphaVantage.DEMO_KEY, Kind.REFUSED),
				Arguments.of(FakeAlphaVantage.INVALID_KEY, Kind.REFUSED),
				Arguments.of(FakeAlphaVantage.INVALID_CALL, Kind.UNKNOWN_SYMBOL));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void understandsEveryRefusalAndDoesNotRepeatIt(String body, Kind kind) {
		this.server.answer("IBM", body);
		assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> this.provider.daily("IBM"))
			.returns(kind, ProviderException::kind)
			.satisfies((failure) -> assertThat(failure).message().doesNotContain(FakeAlphaVantage.KEY));
		assertThat(this.server.asked()).hasSize(1);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void logsNoKeyWhateverIsLogged(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.TRACE);
		// What the provider itself writes down.
		logging.setLogLevel("com.sun.net.httpserver", LogLevel.OFF);
		String client = "jdk.internal.httpclient";
		logging.setLogLevel(client, LogLevel.valueOf(shipped("logging.level." + client)));
		try {
			this.server.answer("IBM", FakeAlphaVantage.daily("IBM", "2024-11-01", "1.5"));
			this.provider.daily("IBM");
			for (String body : new String[] { "500", FakeAlphaVantage.DAY_INFORMATION }) {
				this.server.answer("IBM", body);
				assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> this.provider.daily("IBM"));
			}
			this.server.close();
			assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> this.provider.daily("IBM"));
		}
		finally {
			logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
		}
		assertThat(output.getAll()).contains(" TRACE ", "apikey={key}").doesNotContain(FakeAlphaVantage.KEY);
	}

	private static String shipped(String property) {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ClassPathResource("application.yaml"));
		return Objects.requireNonNull(Objects.requireNonNull(yaml.getObject()).getProperty(property), property)
			.toUpperCase(Locale.ROOT);
	}

	@Test
	void triesAgainWhatFailed() {
		this.server.answer("IBM", "500", "<html>Bad gateway</html>",
				FakeAlphaVantage.daily("IBM", "2024-11-01", "1.5"));
		assertThat(this.provider.daily("IBM").get(0).price()).isEqualByComparingTo("1.5");
		assertThat(this.server.asked()).hasSize(3);
	}

	static Stream<String> unreadable() {
		return Stream.concat(Stream.of("{}", "{ \"Time Series (Daily)\": [] }"),
				Stream.of("NaN", "-1", "1e400", "").map((price) -> FakeAlphaVantage.daily("IBM", "2024-11-01", price)));
	}

	@ParameterizedTest
	@MethodSource("unreadable")
	void refusesPricesThatAreNoneAndDoesNotAskAgain(String body) {
		this.server.answer("IBM", body);
		assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> this.provider.daily("IBM"))
			.returns(Kind.UNREADABLE, ProviderException::kind);
		assertThat(this.server.asked()).hasSize(1);
	}

	@Test
	void readsNoAnswerThatIsFarTooLong() {
		this.server.answer("IBM", " ".repeat(4 << 20) + FakeAlphaVantage.daily("IBM", "2024-11-01", "1.5"));
		assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> this.provider.daily("IBM"))
			.withMessage("The answer has more than 4 MB");
	}

	@Test
	void leavesAServiceAloneThatKeepsFailing() {
		this.server.answer("IBM", "500");
		for (int call = 0; call < 2; call++) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.provider.daily("IBM"));
		}
		int asked = this.server.asked().size();
		assertThatExceptionOfType(CallNotPermittedException.class).isThrownBy(() -> this.provider.daily("IBM"));
		assertThat(asked).isEqualTo(5);
		assertThat(this.server.asked()).hasSize(asked);
	}

	@Test
	void tellsNoKeyWhereTheServiceCannotBeReached() {
		this.server.close();
		assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> this.provider.daily("IBM"))
			.returns(Kind.FAILED, ProviderException::kind)
			.satisfies((failure) -> assertThat(failure.toString()).doesNotContain(FakeAlphaVantage.KEY));
	}

}

package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EcbRates}.
 */
class EcbRatesTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofMillis(200);

	@Test
	void readsTheRatesOfSeveralDays() {
		assertThat(EcbRates.read(FakeEcb.RATES.getBytes(StandardCharsets.UTF_8))).containsExactlyInAnyOrderEntriesOf(Map
			.of(LocalDate.of(2024, 11, 1), Map.of("USD", new BigDecimal("1.0890"), "JPY", new BigDecimal("166.22")),
					LocalDate.of(2024, 10, 31), Map.of("USD", new BigDecimal("1.0882"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>", "<Cube/>",
			"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Cube time='2024-11-01'><Cube currency='USD' rate='1'/></Cube>",
			"<Cube time='2024-02-31'><Cube currency='USD' rate='1'/></Cube>",
			"<Cube time='2024-11-01'><Cube currency='USD' rate='0'/></Cube>",
			"<Cube time='2024-11-01'><Cube currency='USD' rate='NaN'/></Cube>" })
	void refusesWhatAreNoRates(String xml) {
		assertThatExceptionOfType(ProviderException.class)
			.isThrownBy(() -> EcbRates.read(xml.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void fetchesThem() {
		try (FakeEcb server = new FakeEcb(FakeEcb.RATES)) {
			assertThat(server.rates(LONG).fetch()).containsKeys(LocalDate.of(2024, 11, 1), LocalDate.of(2024, 10, 31));
			assertThat(server.asked()).isOne();
		}
	}

	@Test
	void fetchesThoseOfAllDays() {
		try (FakeEcb server = new FakeEcb("500")) {
			server.history(
					FakeEcb.zip("Date,USD,SIT,JPY,\n2024-11-01,1.0890,N/A,166.22,\n1999-01-04,1.1789,N/A,133.73,\n"));
			assertThat(server.rates(LONG).fetchHistory()).containsExactlyInAnyOrderEntriesOf(Map.of(
					LocalDate.of(2024, 11, 1), Map.of("USD", new BigDecimal("1.0890"), "JPY", new BigDecimal("166.22")),
					LocalDate.of(1999, 1, 4),
					Map.of("USD", new BigDecimal("1.1789"), "JPY", new BigDecimal("133.73"))));
			assertThat(server.askedForHistory()).isOne();
			assertThat(server.asked()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Date,USD,\n", "Date,USD,\n2024-02-31,1,\n", "Date,USD,\n2024-11-01,0,\n",
			"Date,USD,\n2024-11-01,NaN,\n", "<html>", "Date,USD,\n2024-11-01,\"1" })
	void refusesWhatIsNoHistory(String csv) {
		assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> EcbHistory.read(FakeEcb.zip(csv)));
		assertThatExceptionOfType(ProviderException.class)
			.isThrownBy(() -> EcbHistory.read(csv.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void unpacksNoHistoryThatIsFarTooLong() {
		assertThatExceptionOfType(ProviderException.class)
			.isThrownBy(() -> EcbHistory.read(FakeEcb.zip(" ".repeat(17 << 20))))
			.withMessageEndingWith("it has more than 16 MB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "500", "<html>Bad gateway</html>" })
	void triesAgainWhatFailed(String failure) {
		try (FakeEcb server = new FakeEcb(failure, failure, FakeEcb.RATES)) {
			assertThat(server.rates(LONG).fetch()).hasSize(2);
			assertThat(server.asked()).isEqualTo(3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { FakeEcb.SLOW, FakeEcb.SILENT })
	@Timeout(60)
	void waitsForNoAnswerForEver(String answer) {
		try (FakeEcb server = new FakeEcb(answer)) {
			assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> server.rates(SHORT).fetch())
				.withMessageStartingWith("The European Central Bank cannot be reached");
		}
	}

	@Test
	void readsNoAnswerThatIsFarTooLong() {
		try (FakeEcb server = new FakeEcb(" ".repeat(4 << 20) + FakeEcb.RATES)) {
			assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> server.rates(LONG).fetch())
				.withMessage("The answer has more than 4 MB");
		}
	}

	@Test
	void leavesAServiceAloneThatKeepsFailing() {
		try (FakeEcb server = new FakeEcb("500")) {
			EcbRates rates = server.rates(LONG);
			assertThatExceptionOfType(ProviderException.class).isThrownBy(rates::fetch);
			assertThatExceptionOfType(CallNotPermittedException.class).isThrownBy(rates::fetch);
			assertThatExceptionOfType(CallNotPermittedException.class).isThrownBy(rates::fetch);
			assertThat(server.asked()).isEqualTo(5);
		}
	}

	@Test
	void saysThatItCannotBeReached() {
		FakeEcb server = new FakeEcb("500");
		server.close();
		assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> server.rates(LONG).fetch())
			.withMessageStartingWith("The European Central Bank cannot be reached");
	}

}

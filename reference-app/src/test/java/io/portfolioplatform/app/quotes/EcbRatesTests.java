package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EcbRates}.
 */
class EcbRatesTests {

	private static final String RATES = """
			<?xml version="1.0" encoding="UTF-8"?>
			<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
				xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
				<gesmes:subject>Reference rates</gesmes:subject>
				<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
				<Cube><Cube time="2024-11-01"><Cube currency="USD" rate="1.0890"/><Cube currency="JPY" rate="166.22"/></Cube>
				<Cube time="2024-10-31"><Cube currency="USD" rate="1.0882"/></Cube></Cube>
			</gesmes:Envelope>
			""";

	@Test
	void readsTheRatesOfSeveralDays() {
		assertThat(EcbRates.read(RATES.getBytes(StandardCharsets.UTF_8))).containsExactlyInAnyOrderEntriesOf(Map.of(
				LocalDate.of(2024, 11, 1), Map.of("USD", new BigDecimal("1.0890"), "JPY", new BigDecimal("166.22")),
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

}

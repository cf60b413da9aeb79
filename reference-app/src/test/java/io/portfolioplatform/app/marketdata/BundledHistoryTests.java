package io.portfolioplatform.app.marketdata;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.app.IntegrationTest;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BundledHistory}.
 */
@IntegrationTest
class BundledHistoryTests {

	@Autowired
	private JdbcClient jdbc;

	@Test
	void loadsEveryInstrumentWithItsCloses() {
		List<Map<String, Object>> days = this.jdbc.sql("""
				select count(distinct symbol) as symbols, count(*) as closes
				from price join instrument on instrument.id = price.instrument_id
				where asset_class = 'EQUITY'
				""").query().listOfRows();
		assertThat(days).singleElement().satisfies((row) -> {
			assertThat(row).containsEntry("symbols", 48L);
			assertThat(row).containsEntry("closes", 48 * 1258L);
		});
		assertThat(close("AAPL", "2007-12-31")).isEqualByComparingTo("198.08");
		assertThat(close("^GSPC", "2007-12-31")).isEqualByComparingTo("1468.359985");
	}

	@Test
	void loadsTheRatesThatExist() {
		assertThat(rate("USD", "2007-12-31")).isEqualByComparingTo("1.4721");
		assertThat(this.jdbc.sql("select max(date)::text from fx_rate where currency = 'CYP'")
			.query(String.class)
			.single()).isEqualTo("2007-12-31");
	}

	@Test
	void isLoadedOnce(@Autowired Flyway flyway) {
		assertThat(flyway.migrate().migrationsExecuted).isZero();
		assertThat(flyway.info().applied()).extracting(MigrationInfo::getDescription)
			.containsOnlyOnce("Bundled market history");
	}

	private BigDecimal close(String symbol, String day) {
		return this.jdbc.sql("""
				select close from price join instrument on instrument.id = price.instrument_id
				where symbol = ? and date = ?::date
				""").params(symbol, day).query(BigDecimal.class).single();
	}

	private BigDecimal rate(String currency, String day) {
		return this.jdbc.sql("select per_euro from fx_rate where currency = ? and date = ?::date")
			.params(currency, day)
			.query(BigDecimal.class)
			.single();
	}

}

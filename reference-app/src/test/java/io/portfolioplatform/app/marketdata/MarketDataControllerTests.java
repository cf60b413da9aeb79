package io.portfolioplatform.app.marketdata;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MarketDataController}.
 */
@IntegrationTest
class MarketDataControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void showsTheLastCloses() {
		assertThat(get("MSFT?limit=2")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "symbol": "MSFT", "name": "Microsoft", "currency": "USD", "assetClass": "EQUITY", "stale": false,
				  "closes": [ { "asOf": "2007-12-31", "price": "35.6" }, { "asOf": "2007-12-28" } ] }
				""");
	}

	@Test
	void takesASymbolInWhateverCase() {
		assertThat(get("msft?limit=1")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "symbol": "MSFT", "closes": [ { "price": "35.6" } ] }
				""");
	}

	@Test
	void saysThatAPriceIsOldOrMissing(@Autowired OwnerJdbc jdbc) {
		jdbc.sql(
				"""
						with old as (insert into instrument (symbol, name, currency) values ('AGED', 'Aged', 'EUR') returning id)
						insert into price (instrument_id, date, close) select id, '2007-12-25', 5 from old
						""")
			.update();
		jdbc.sql("insert into instrument (symbol, name) values ('UNPRICED', 'Unpriced')").update();
		assertThat(get("AGED")).hasStatusOk().bodyJson().extractingPath("$.stale").isEqualTo(true);
		assertThat(get("UNPRICED")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"stale\": true, \"currency\": null, \"closes\": [] }");
	}

	@Test
	void everyoneIsGivenThePageThatWasMadeForTheFirst() {
		MvcTestResult first = get("AAPL?limit=3&from=first");
		MvcTestResult second = get("AAPL?limit=3&from=second");
		assertThat(second).hasStatusOk()
			.hasHeader("Cache-Control", "max-age=60, public")
			.hasHeader("ETag", String.valueOf(first.getResponse().getHeader("ETag")))
			.containsHeader("Age");
		assertThat(second.getResponse().getHeader("Pragma")).isNull();
		assertThat(get("NOPE").getResponse().getHeader("Cache-Control")).contains("no-store");
	}

	@Test
	void refusesWhatItDoesNotKnow() {
		assertThat(get("NOPE")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(get("MSFT?limit=0")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(get("MSFT?limit=many")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	private MvcTestResult get(String path) {
		return this.mvc.get().uri("/api/market-data/" + path).with(Users.signedIn(Users.fresh())).exchange();
	}

}

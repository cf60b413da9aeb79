package io.portfolioplatform.app.overview;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.marketdata.MarketDataChanged;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.cache.near.NearCaches;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OverviewController}.
 */
@IntegrationTest
class OverviewControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ImportService imports;

	@Autowired
	private NearCaches caches;

	@Autowired
	private ApplicationEventPublisher events;

	private final UserId user = Users.fresh();

	private long hitsBefore;

	@BeforeEach
	void count() {
		this.hitsBefore = this.caches.get("overview-page").statistics().hits();
	}

	@Test
	void writesMoneyAsTextWithItsCurrency() {
		this.imports.importFile(this.user, new ImportFile("a.csv", """
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,MSFT,10,26,USD
				2006-01-03,buy,WARP,0.5,1,USD
				""".getBytes(StandardCharsets.UTF_8)), null);
		assertThat(this.mvc.get().uri("/api/dashboard/overview").with(Users.signedIn(this.user))).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{
					  "baseCurrency": "EUR",
					  "asOf": "2007-12-31",
					  "stale": false,
					  "netWorth": { "amount": "241.83", "currency": "EUR" },
					  "cash": { "amount": null, "currency": "EUR", "reason": { "code": "CASH_NOT_TRACKED" } },
					  "investedCapital": { "amount": "218.95", "currency": "EUR" },
					  "gain": { "amount": "22.88", "currency": "EUR" },
					  "gainPercent": { "value": "10.45" },
					  "allocation": {
					    "assetClasses": [ { "name": "EQUITY", "weight": "1.0000" } ],
					    "currencies": [ { "name": "USD", "value": { "amount": "241.83", "currency": "EUR" } } ]
					  },
					  "topHoldings": [
					    {
					      "symbol": "MSFT", "name": "Microsoft", "quantity": "10", "weight": "1.0000",
					      "price": { "amount": "35.6", "currency": "USD", "asOf": "2007-12-31" },
					      "value": { "amount": "241.83", "currency": "EUR" }
					    },
					    {
					      "symbol": "WARP", "quantity": "0.5", "price": null, "weight": null,
					      "value": { "amount": null, "currency": "EUR", "reason": { "code": "NO_PRICE" } }
					    }
					  ],
					  "warnings": [ { "code": "NO_PRICE" }, { "code": "CASH_NOT_TRACKED" } ]
					}
					""");
	}

	@Test
	void pageIsRememberedAndForgottenWithTheFigures() {
		buy(this.user, "10");
		MvcTestResult first = get();
		assertThat(hits()).isZero();
		assertThat(body(get())).isEqualTo(body(first));
		assertThat(hits()).as("answered from the page").isEqualTo(1);
		buy(this.user, "20");
		assertThat(body(get())).contains("\"quantity\":\"30\"").isNotEqualTo(body(first));
		this.events.publishEvent(new MarketDataChanged());
		get();
		assertThat(hits()).as("made anew after each change").isEqualTo(1);
		UserId another = Users.fresh();
		buy(another, "5");
		assertThat(body(this.mvc.get().uri("/api/dashboard/overview").with(Users.signedIn(another)).exchange()))
			.contains("\"quantity\":\"5\"");
	}

	private void buy(UserId buyer, String quantity) {
		String file = "date,type,symbol,quantity,unitPrice,currency\n2006-01-03,buy,MSFT," + quantity + ",26,USD\n";
		this.imports.importFile(buyer, new ImportFile("a.csv", file.getBytes(StandardCharsets.UTF_8)), null);
	}

	private static String body(MvcTestResult result) {
		assertThat(result).hasStatusOk();
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private long hits() {
		return this.caches.get("overview-page").statistics().hits() - this.hitsBefore;
	}

	@Test
	void countsEachUsersRequests() {
		MvcTestResult first = get();
		assertThat(first).hasStatusOk().hasHeader("RateLimit-Policy", "\"dashboard\";q=20;w=1");
		// A machine too slow for 20 in a second still meets the limit of a minute.
		assertThat(Stream.generate(this::get)
			.limit(700)
			.filter((result) -> result.getResponse().getStatus() != HttpStatus.OK.value())
			.findFirst())
			.hasValueSatisfying((refused) -> assertThat(refused).hasStatus(HttpStatus.TOO_MANY_REQUESTS)
				.containsHeader("Retry-After")
				.hasContentType(MediaType.APPLICATION_PROBLEM_JSON));
		assertThat(this.mvc.get().uri("/api/dashboard/overview").with(Users.signedIn(Users.fresh()))).hasStatusOk();
	}

	private MvcTestResult get() {
		return this.mvc.get().uri("/api/dashboard/overview").with(Users.signedIn(this.user)).exchange();
	}

	@Test
	void answersNobodyWithoutAToken() {
		assertThat(this.mvc.get().uri("/api/dashboard/overview")).hasStatus(HttpStatus.UNAUTHORIZED);
	}

}

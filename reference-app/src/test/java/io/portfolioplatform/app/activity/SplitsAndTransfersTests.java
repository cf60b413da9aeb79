package io.portfolioplatform.app.activity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.user.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Splits and transfers one by one through the API: made, changed and deleted. An
 * instrument of 40 EUR costs 20 EUR from the day of its split on.
 */
@IntegrationTest
class SplitsAndTransfersTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private OwnerJdbc owner;

	private final UserId user = Users.fresh();

	private final String symbol = "S" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

	private String portfolio = "";

	private String here = "";

	private String there = "";

	@BeforeEach
	void buy() {
		this.owner
			.sql("""
					with split as (
						insert into instrument (symbol, name, currency) values (:symbol, 'Split', 'EUR') returning id
					)
					insert into price (instrument_id, date, close)
					select id, date, close from split, (values (date '2007-12-27', 40), ('2007-12-28', 20)) as quoted (date, close)
					""")
			.param("symbol", this.symbol)
			.update();
		this.portfolio = "/api/portfolios/" + id(post("/api/portfolios", "{ \"name\": \"P\" }"));
		this.here = id(post(this.portfolio + "/accounts", "{ \"name\": \"Here\", \"currency\": \"EUR\" }"));
		this.there = id(post(this.portfolio + "/accounts", "{ \"name\": \"There\", \"currency\": \"USD\" }"));
		created("DEPOSIT", "2006-01-03", "", "1", "1000", "");
		created("BUY", "2006-01-04", this.symbol, "10", "40", "");
	}

	@Test
	void aSplitChangesNoValue() {
		assertThat(value("2007-12-27")).isEqualTo("1000.00");
		assertThat(value("2007-12-28")).as("half the price and as many units").isEqualTo("800.00");
		String split = content("SPLIT", "2007-12-28", this.symbol, "2", "0", "");
		String path = this.portfolio + "/activities/" + id(post(this.portfolio + "/activities", split));
		assertThat(value("2007-12-27")).isEqualTo("1000.00");
		assertThat(value("2007-12-28")).isEqualTo("1000.00");
		assertThat(netWorth()).isEqualTo("1000.00");
		assertThat(put(path, "\"1\"", split.replace("\"2\"", "\"4\""))).hasStatusOk();
		assertThat(netWorth()).as("eight hundred and six hundred").isEqualTo("1400.00");
		for (String ratio : List.of("0", "0.00009", "10000.1", "999999999999999")) {
			assertThat(put(path, "\"2\"", split.replace("\"2\"", "\"" + ratio + "\""))).as(ratio)
				.hasStatus(HttpStatus.BAD_REQUEST)
				.bodyJson()
				.extractingPath("$.errors[0].field")
				.isEqualTo("quantity");
		}
		assertThat(delete(path, "\"2\"")).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(netWorth()).isEqualTo("800.00");
	}

	/**
	 * As over a weekend, and for good where closes are missing: the last one is of before
	 * the split, which each account has on a day of its own.
	 */
	@Test
	void aSplitChangesNoValueBeforeTheNextClose() {
		this.owner
			.sql("delete from price where close = 20 and instrument_id = (select id from instrument where symbol = ?)")
			.param(this.symbol)
			.update();
		created("SPLIT", "2007-12-29", this.symbol, "2", "0", "");
		assertThat(value("2007-12-28")).isEqualTo("1000.00");
		assertThat(value("2007-12-29")).isEqualTo("1000.00");
		assertThat(netWorth()).isEqualTo("1000.00");
		assertThat(get(this.portfolio + "/performance?range=1W")).bodyJson()
			.isLenientlyEqualTo(
					"""
							{ "value": { "amount": "1000.00" }, "gain": { "amount": "0.00" }, "maximumDrawdown": { "value": "0.00" } }
							""");
		created("TRANSFER", "2007-02-01", this.symbol, "4", "0", this.there);
		String split = content("SPLIT", "2007-12-30", this.symbol, "2", "0", "").replace(this.here, this.there);
		post(this.portfolio + "/activities", split);
		assertThat(value("2007-12-30")).as("the price is divided once").isEqualTo("1000.00");
		assertThat(values()).containsExactly("840.00", "160.00");
	}

	@Test
	void aTransferMovesUnitsOrCashAndChangesNoValue() {
		assertThat(values()).containsExactly("800.00", null);
		String units = content("TRANSFER", "2007-02-01", this.symbol, "4", "0", this.there);
		String path = this.portfolio + "/activities/" + id(post(this.portfolio + "/activities", units));
		assertThat(values()).containsExactly("720.00", "80.00");
		assertThat(put(path, "\"1\"", units.replace("\"4\"", "\"6\""))).hasStatusOk();
		assertThat(values()).containsExactly("680.00", "120.00");
		assertThat(put(path, "\"2\"", units.replace(this.there, this.here))).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.errors[0].field")
			.isEqualTo("targetAccountId");
		created("TRANSFER", "2007-12-31", "", "1", "100", this.there);
		assertThat(values()).containsExactly("580.00", "220.00");
		assertThat(get("/api/dashboard/accounts")).bodyJson()
			.extractingPath("$.accounts[1].cash")
			.isEqualTo(Map.of("amount", "147.21", "currency", "USD"));
		assertThat(netWorth()).isEqualTo("800.00");
		assertThat(delete(path, "\"2\"")).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(values()).containsExactly("700.00", "100.00");
	}

	@Test
	void anAccountThatOnlyReceivesHasWhatItReceived() {
		created("TRANSFER", "2007-02-01", this.symbol, "4", "0", this.there);
		created("TRANSFER", "2007-02-02", "", "1", "100", this.there);
		assertThat(get(this.portfolio)).bodyJson().isLenientlyEqualTo("""
				{ "accounts": [ { "name": "Here", "activities": 4, "lastActivity": "2007-02-02" },
				                { "name": "There", "activities": 2, "lastActivity": "2007-02-02" } ] }
				""");
		assertThat(delete(this.portfolio + "/accounts/" + this.there, "\"1\"")).hasStatus(HttpStatus.CONFLICT)
			.bodyText()
			.contains("The account has 2 activities. Delete them, or book them to another account,");
		assertThat(get("/api/portfolios")).bodyJson().extractingPath("$[0].activities").isEqualTo(4);
	}

	private void created(String type, String date, String symbol, String quantity, String price, String target) {
		id(post(this.portfolio + "/activities", content(type, date, symbol, quantity, price, target)));
	}

	private String content(String type, String date, String symbol, String quantity, String price, String target) {
		return """
				{ "type": "%s", "date": "%s", "symbol": "%s", "quantity": "%s", "unitPrice": "%s", "currency": "EUR",
				  "dataSource": "MARKET", "accountId": "%s"%s }
				""".formatted(type, date, symbol, quantity, price, this.here,
				target.isEmpty() ? "" : ", \"targetAccountId\": \"" + target + "\"");
	}

	private String value(String date) {
		return JsonPath.read(body(get(this.portfolio + "/holdings?date=" + date)), "$.netWorth.amount");
	}

	private String netWorth() {
		return JsonPath.read(body(get("/api/dashboard/overview")), "$.netWorth.amount");
	}

	private List<String> values() {
		return JsonPath.read(body(get("/api/dashboard/accounts")), "$.accounts[*].value.amount");
	}

	private MvcTestResult get(String path) {
		return this.mvc.get().uri(path).with(Users.signedIn(this.user)).exchange();
	}

	private MvcTestResult post(String path, String content) {
		MvcTestResult result = this.mvc.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.content(content)
			.with(Users.signedIn(this.user))
			.exchange();
		assertThat(result).hasStatus(HttpStatus.CREATED);
		return result;
	}

	private MvcTestResult put(String path, String version, String content) {
		return this.mvc.put()
			.uri(path)
			.header("If-Match", version)
			.contentType(MediaType.APPLICATION_JSON)
			.content(content)
			.with(Users.signedIn(this.user))
			.exchange();
	}

	private MvcTestResult delete(String path, String version) {
		return this.mvc.delete().uri(path).header("If-Match", version).with(Users.signedIn(this.user)).exchange();
	}

	private static String id(MvcTestResult result) {
		return String.valueOf(JsonPath.<Object>read(body(result), "$.id"));
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}

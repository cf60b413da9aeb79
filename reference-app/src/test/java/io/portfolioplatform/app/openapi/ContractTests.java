package io.portfolioplatform.app.openapi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.dbpool.RepeatedStatements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the description of the API and the API say the same.
 */
@IntegrationTest
class ContractTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** More than the times that a transaction may repeat a statement. */
	private static final List<String> SYMBOLS = List.of("AAPL", "AIG", "AMZN", "AXP", "BA", "BAC", "CAJ", "CAT", "CL",
			"CMCSA", "COP", "CSCO", "CVS", "CVX", "DD", "DELL", "F", "GD", "GE", "GS", "GSK", "HD", "HMC", "HPQ", "IBM",
			"JPM", "KMB", "KO", "MAR");

	private static final String FILE = """
			date,type,symbol,quantity,unitPrice,currency,fee
			2006-01-03,deposit,,1,1000,EUR,0
			2006-01-03,buy,MSFT,10,26,USD,1
			2006-01-03,buy,UNKNOWN,1,26,USD,1
			""";

	private static final String LARGE = SYMBOLS.stream()
		.map((symbol) -> "2006-01-04,buy," + symbol + ",1,20,USD,1,Account of " + symbol + "\n")
		.collect(Collectors.joining("", "date,type,symbol,quantity,unitPrice,currency,fee,account\n", ""));

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ImportService imports;

	private final UserId user = Users.fresh();

	private JsonNode description = JSON.nullNode();

	private String portfolio = "";

	@BeforeEach
	void describe() {
		this.description = JSON.readTree(body(get("/v3/api-docs")));
		this.portfolio = importFile(FILE);
	}

	@Test
	void isOpenApi31() {
		assertThat(this.description.path("openapi").asString()).startsWith("3.1");
		assertThat(this.description.at("/components/securitySchemes/bearer/bearerFormat").asString()).isEqualTo("JWT");
	}

	@Test
	void describesEveryPathOfTheApiAndNoOther(
			@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
		Set<String> served = new TreeSet<>();
		mappings.getHandlerMethods()
			.keySet()
			.forEach((mapping) -> mapping.getPatternValues()
				.stream()
				.filter((pattern) -> pattern.startsWith("/api/"))
				.forEach(served::add));
		assertThat(this.description.path("paths").propertyNames()).containsExactlyInAnyOrderElementsOf(served);
	}

	@Test
	void noOperationAsksForTheUser() {
		assertThat(this.description.path("paths").toString()).doesNotContain("\"user\"").doesNotContain("UserId");
	}

	@Test
	void everyAnswerIsAsDescribedAndAsksNothingAgainAndAgain(@Autowired RepeatedStatements repeated,
			@Value("${platform.db-pool.repeats.threshold:20}") int threshold) {
		assertThat(SYMBOLS).hasSizeGreaterThan(threshold);
		importFile(LARGE);
		SYMBOLS.forEach(this::create);
		repeated.clear();
		String own = "/api/portfolios/" + this.portfolio;
		for (String[] call : List.of(call("/api/dashboard/overview", "/api/dashboard/overview"),
				call("/api/dashboard/holdings", "/api/dashboard/holdings"), call("/api/settings", "/api/settings"),
				call("/api/portfolios", "/api/portfolios"), call("/api/portfolios/{id}", own),
				call("/api/portfolios/{id}/holdings", own + "/holdings"),
				call("/api/portfolios/{id}/performance", own + "/performance?range=1M&benchmark=^GSPC"),
				call("/api/portfolios/{id}/metrics", own + "/metrics"),
				call("/api/portfolios/{id}/export", own + "/export"),
				call("/api/portfolios/{portfolio}/activities", own + "/activities"),
				call("/api/market-data/{symbol}", "/api/market-data/MSFT"), call("/api/jobs", "/api/jobs"),
				call("/api/imports", "/api/imports"), call("/api/audit", "/api/audit"))) {
			assertThat(errors(call[0], "200", get(call[1]))).as(call[1]).isEmpty();
		}
		assertThat(repeated.list()).isEmpty();
	}

	@Test
	void aNewUsersAnswersAreAsDescribedToo() {
		UserId fresh = Users.fresh();
		assertThat(errors("/api/dashboard/overview", "200", get("/api/dashboard/overview", fresh))).isEmpty();
	}

	@Test
	void everyProblemIsAsDescribed() {
		for (String path : List.of("/api/portfolios/" + UUID.randomUUID(), "/api/portfolios/none",
				"/api/market-data/NOPE")) {
			String template = path.startsWith("/api/portfolios") ? "/api/portfolios/{id}" : "/api/market-data/{symbol}";
			assertThat(errors(template, "default", get(path))).as(path).isEmpty();
		}
	}

	@Test
	void noticesAnAnswerThatIsOtherwise() {
		assertThat(errors("/api/portfolios/{id}", "200", "{ \"id\": 5 }")).isNotEmpty();
	}

	private String importFile(String content) {
		return this.imports
			.importFile(this.user, new ImportFile("a.csv", content.getBytes(StandardCharsets.UTF_8)), null)
			.portfolioId()
			.toString();
	}

	private void create(String name) {
		assertThat(this.mvc.post()
			.uri("/api/portfolios")
			.header("Authorization", "Bearer " + DemoTokens.tokenFor(this.user.value()))
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"name\":\"" + name + "\"}")).hasStatus(HttpStatus.CREATED);
	}

	private static String[] call(String template, String path) {
		return new String[] { template, path };
	}

	private List<Error> errors(String path, String status, MvcTestResult result) {
		return errors(path, status, body(result));
	}

	/**
	 * Checks an answer against its schema, the components beside it so that references
	 * find them.
	 */
	private List<Error> errors(String path, String status, String answer) {
		JsonNode content = this.description.path("paths")
			.path(path)
			.path("get")
			.path("responses")
			.path(status)
			.path("content");
		assertThat(content.isEmpty()).as("a description of " + path).isFalse();
		ObjectNode schema = (ObjectNode) content.values().iterator().next().path("schema").deepCopy();
		schema.set("components", this.description.path("components"));
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(schema)
			.validate(answer, InputFormat.JSON);
	}

	private MvcTestResult get(String path) {
		return get(path, this.user);
	}

	private MvcTestResult get(String path, UserId as) {
		return this.mvc.get().uri(path).header("Authorization", "Bearer " + DemoTokens.tokenFor(as.value())).exchange();
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}

package io.portfolioplatform.app.openapi;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
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

	private static final String FILE = """
			date,type,symbol,quantity,unitPrice,currency,fee
			2006-01-03,deposit,,1,1000,EUR,0
			2006-01-03,buy,MSFT,10,26,USD,1
			2006-01-03,buy,UNKNOWN,1,26,USD,1
			""";

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
	void everyAnswerIsAsDescribed() {
		String own = "/api/portfolios/" + this.portfolio;
		for (String[] call : List.of(call("/api/dashboard/overview", "/api/dashboard/overview"),
				call("/api/dashboard/holdings", "/api/dashboard/holdings"),
				call("/api/dashboard/accounts", "/api/dashboard/accounts"), call("/api/settings", "/api/settings"),
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
	}

	@Test
	void everyAnswerToAChangeOfAPortfolioIsAsDescribed() {
		String template = "/api/portfolios/{id}";
		String path = location(sent(post("/api/portfolios"), "/api/portfolios", 201, "{\"name\":\"Old age\"}"));
		sent(post("/api/portfolios"), "/api/portfolios", 409, "{\"name\":\"Old age\"}");
		sent(post("/api/portfolios"), "/api/portfolios", 400, "{\"name\":\"\"}");
		sent(put(path), template, 428, "{\"name\":\"Pension\"}");
		sent(put(path).header("If-Match", "\"1\""), template, 200, "{\"name\":\"Pension\"}");
		sent(put(path).header("If-Match", "\"1\""), template, 412, "{\"name\":\"Late\"}");
		sent(put(path).header("If-Match", "1"), template, 400, "{\"name\":\"Late\"}");
		sent(delete(path).header("If-Match", "\"1\""), template, 412, "");
		sent(delete(path).header("If-Match", "\"2\""), template, 204, "");
		sent(delete(path).header("If-Match", "\"2\""), template, 404, "");
		sent(put("/api/settings"), "/api/settings", 200, "{\"baseCurrency\":\"CHF\"}");
		sent(put("/api/settings"), "/api/settings", 400, "{\"baseCurrency\":\"euro\"}");
	}

	@Test
	void everyAnswerToAChangeOfAnAccountIsAsDescribed() {
		String accounts = "/api/portfolios/" + this.portfolio + "/accounts";
		String template = "/api/portfolios/{portfolio}/accounts";
		String one = template + "/{id}";
		String path = location(sent(post(accounts), template, 201, "{\"name\":\"Bank\",\"currency\":\"EUR\"}"));
		sent(post(accounts), template, 409, "{\"name\":\"Bank\",\"currency\":\"EUR\"}");
		sent(post(accounts), template, 400, "{\"name\":\"B\",\"currency\":\"GBp\"}");
		sent(put(path).header("If-Match", "\"1\""), one, 200, "{\"name\":\"Bench\"}");
		sent(put(path).header("If-Match", "\"1\""), one, 412, "{\"name\":\"Late\"}");
		sent(delete(path), one, 428, "");
		sent(delete(path).header("If-Match", "\"2\""), one, 204, "");
		String used = JsonPath.read(body(get("/api/portfolios/" + this.portfolio)), "$.accounts[0].id");
		sent(delete(accounts + "/" + used).header("If-Match", "\"1\""), one, 409, "");
	}

	@Test
	void everyAnswerToAChangeOfAnActivityIsAsDescribed() {
		String activities = "/api/portfolios/" + this.portfolio + "/activities";
		String template = "/api/portfolios/{portfolio}/activities";
		String one = template + "/{id}";
		String buy = """
				{ "type": "BUY", "date": "2006-01-04", "symbol": "KO", "quantity": "1", "unitPrice": "41", "currency": "USD" }
				""";
		MvcTestResult created = sent(post(activities).header("Idempotency-Key", "k"), template, 201, buy);
		MvcTestResult again = sent(post(activities).header("Idempotency-Key", "k"), template, 201, buy);
		assertThat(body(again)).isEqualTo(body(created));
		sent(post(activities).header("Idempotency-Key", "k"), template, 422, buy.replace("41", "42"));
		sent(post(activities), template, 400, buy.replace("2006-01-04", "2006-02-31"));
		sent(post(activities), template, 400, "{ \"type\": ");
		String path = location(created);
		assertThat(errors(one, "200", get(path))).isEmpty();
		sent(put(path).header("If-Match", "\"1\""), one, 200, buy.replace("41", "42"));
		sent(put(path).header("If-Match", "\"1\""), one, 412, buy);
		sent(put(path), one, 428, buy);
		sent(put(path).header("If-Match", "\"2\""), one, 400, buy.replace("BUY", "GIVE"));
		sent(delete(path).header("If-Match", "\"1\""), one, 412, "");
		sent(delete(path).header("If-Match", "\"2\""), one, 204, "");
		sent(delete(path).header("If-Match", "\"2\""), one, 404, "");
		sent(post(activities).header("Idempotency-Key", "k"), template, 410, buy);
	}

	@Test
	void everyAnswerToAFileIsAsDescribed() {
		String file = FILE.replace("1000", "1001");
		for (String path : List.of("/api/imports/preview", "/api/imports")) {
			checked(upload(path, file), path, "post", 200);
			checked(upload(path, FILE), path, "post", 409);
			checked(upload(path, FILE.replace("2006-01-03", "2006-02-31")), path, "post", 422);
		}
		MvcTestResult taken = checked(upload("/api/imports?background=true", FILE), "/api/imports", "post", 202);
		assertThat(errors("/api/imports/{id}", "200", get(location(taken)))).isEmpty();
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

	/**
	 * Sends a change and checks the answer: its status is described, or it is a problem.
	 */
	private MvcTestResult sent(MockMvcTester.MockMvcRequestBuilder request, String template, int status, String body) {
		MvcTestResult result = request.header("Authorization", "Bearer " + DemoTokens.tokenFor(this.user.value()))
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
		return checked(result, template, result.getRequest().getMethod().toLowerCase(Locale.ROOT), status);
	}

	private MvcTestResult checked(MvcTestResult result, String template, String method, int status) {
		String call = method + " " + template + " " + status;
		assertThat(result.getResponse().getStatus()).as(call).isEqualTo(status);
		JsonNode responses = this.description.path("paths").path(template).path(method).path("responses");
		JsonNode described = responses.path((status < 400) ? String.valueOf(status) : "default");
		assertThat(described.isObject()).as("a description of " + call + " in " + responses).isTrue();
		if (status == 204) {
			assertThat(described.path("content").isEmpty()).as(call).isTrue();
			assertThat(body(result)).isEmpty();
			return result;
		}
		assertThat(errors(described.path("content"), body(result))).as(call).isEmpty();
		assertThat(described.path("content").has(mediaType(result))).as(call + " " + mediaType(result)).isTrue();
		return result;
	}

	private static String mediaType(MvcTestResult result) {
		MediaType type = MediaType.parseMediaType(String.valueOf(result.getResponse().getContentType()));
		return type.getType() + "/" + type.getSubtype();
	}

	private static String location(MvcTestResult result) {
		return URI.create(String.valueOf(result.getResponse().getHeader("Location"))).getPath();
	}

	private MockMvcTester.MockMvcRequestBuilder post(String path) {
		return this.mvc.post().uri(path);
	}

	private MockMvcTester.MockMvcRequestBuilder put(String path) {
		return this.mvc.put().uri(path);
	}

	private MockMvcTester.MockMvcRequestBuilder delete(String path) {
		return this.mvc.delete().uri(path);
	}

	private MvcTestResult upload(String path, String content) {
		return this.mvc.post()
			.uri(path)
			.multipart()
			.file(new MockMultipartFile("file", "a.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8)))
			.header("Authorization", "Bearer " + DemoTokens.tokenFor(this.user.value()))
			.exchange();
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
		return errors(content, answer);
	}

	private List<Error> errors(JsonNode content, String answer) {
		assertThat(content.isEmpty()).as("a description of " + answer).isFalse();
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

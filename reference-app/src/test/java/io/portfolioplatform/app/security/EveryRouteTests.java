package io.portfolioplatform.app.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.JWTClaimsSet;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests every route there is, also those that are added tomorrow: nobody gets in without
 * a token, and nobody learns whether another one's portfolio exists.
 */
@IntegrationTest
class EveryRouteTests {

	private static final String ACTIVITY = """
			{"type":"BUY","date":"2006-01-04","symbol":"MSFT","quantity":"1","unitPrice":"26.97","currency":"USD"}""";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ImportService imports;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	private final UserId owner = Users.fresh();

	private String portfolio = "";

	private String activity = "";

	@BeforeEach
	void openPortfolio() {
		this.imports.importFile(this.owner,
				new ImportFile("a.csv",
						"date,type,symbol,quantity,unitPrice,currency\n2006-01-03,buy,MSFT,10,26.31,USD\n"
							.getBytes(StandardCharsets.UTF_8)),
				null);
		this.portfolio = read("/api/portfolios", "$..id");
		this.activity = read("/api/portfolios/" + this.portfolio + "/activities", "$..id");
	}

	@Test
	void nobodyGetsInWithoutAToken() {
		assertThat(routes()).hasSizeGreaterThan(15)
			.allSatisfy((route) -> assertThat(exchange(route, null)).as(route.toString())
				.hasStatus(HttpStatus.UNAUTHORIZED));
	}

	/**
	 * The project's own keys are signed with the right secret, and everybody has the
	 * first.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "anon", "service_role" })
	void nobodyGetsInWithAKeyOfTheProject(String role) {
		JWTClaimsSet claims = DemoTokens.claims(this.owner.value()).claim("role", role).build();
		String bearer = "Bearer " + DemoTokens.sign(claims, DemoTokens.SECRET);
		assertThat(routes()).hasSizeGreaterThan(15)
			.allSatisfy((route) -> assertThat(
					this.mvc.method(route.method()).uri(route.path()).header("Authorization", bearer))
				.as(route.toString())
				.hasStatus(HttpStatus.UNAUTHORIZED));
	}

	@Test
	void nobodyLearnsOfAnotherOnesPortfolio() {
		List<Route> routes = routes().stream().filter((route) -> route.path().contains(this.portfolio)).toList();
		UserId stranger = Users.fresh();
		assertThat(routes).hasSizeGreaterThan(8)
			.allSatisfy((route) -> assertThat(exchange(route, stranger)).as(route.toString())
				.hasStatus(HttpStatus.NOT_FOUND)
				.bodyText()
				.doesNotContain("MSFT", "26.31"));
		assertThat(exchange(new Route(HttpMethod.GET, "/api/portfolios/" + this.portfolio), this.owner)).hasStatusOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "//api/portfolios", "/api//portfolios", "/api/portfolios;x=1", "/api;x=/portfolios",
			"/api/%2e/portfolios", "/js/../api/portfolios", "/js/%2e%2e/api/portfolios", "/api%2fportfolios",
			"/API/portfolios", "/api/portfolios/", "/api/portfolios%00", "/api/portfolios.json", "/api\\portfolios" })
	void noSpellingOfAPathGetsIn(String path) {
		MvcTestResult result = this.mvc.perform(MockMvcRequestBuilders.get("/").with((request) -> {
			request.setRequestURI(path);
			request.setServletPath(path);
			return request;
		}));
		assertThat(result.getResponse().getStatus()).isGreaterThanOrEqualTo(400).isLessThan(500);
	}

	private List<Route> routes() {
		return this.mappings.getHandlerMethods().keySet().stream().flatMap(this::routes).toList();
	}

	private Stream<Route> routes(RequestMappingInfo mapping) {
		Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
		return mapping.getPatternValues()
			.stream()
			.filter((pattern) -> pattern.startsWith("/api/"))
			.flatMap((pattern) -> methods.stream().map((method) -> new Route(method.asHttpMethod(), path(pattern))));
	}

	private String path(String pattern) {
		return pattern.replaceFirst("(/portfolios/)\\{\\w+}", "$1" + this.portfolio)
			.replaceFirst("(/activities/)\\{\\w+}", "$1" + this.activity)
			.replace("{symbol}", "MSFT")
			.replaceAll("\\{\\w+}", "00000000-0000-0000-0000-000000000001");
	}

	private MvcTestResult exchange(Route route, @Nullable UserId user) {
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.method(route.method())
			.uri(route.path())
			.contentType(MediaType.APPLICATION_JSON)
			.header("If-Match", "\"0\"")
			.content(ACTIVITY);
		return ((user != null) ? request.with(Users.signedIn(user)) : request).exchange();
	}

	private String read(String path, String expression) {
		MvcTestResult result = exchange(new Route(HttpMethod.GET, path), this.owner);
		String body = new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
		List<Object> found = JsonPath.read(body, expression);
		return found.get(0).toString();
	}

	/**
	 * A route with its variables filled in.
	 *
	 * @param method the method
	 * @param path the path
	 */
	private record Route(HttpMethod method, String path) {

	}

}

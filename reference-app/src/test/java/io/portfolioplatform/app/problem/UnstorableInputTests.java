package io.portfolioplatform.app.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.user.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Texts and days that PostgreSQL does not take are refused by the name of their field.
 */
@IntegrationTest
class UnstorableInputTests {

	private static final String FAR = "+999999999-12-30";

	@Autowired
	private MockMvcTester mvc;

	private final UserId user = Users.fresh();

	private String portfolio = "";

	@BeforeEach
	void create() throws Exception {
		this.portfolio = "/api/portfolios/"
				+ JsonPath.read(post("/api/portfolios", "P").getResponse().getContentAsString(), "$.id");
	}

	@Test
	void aNameWithControlCharacters() {
		for (String path : new String[] { "/api/portfolios", this.portfolio + "/accounts" }) {
			assertRefused(post(path, "A\\u0000B"), "name");
		}
	}

	static Stream<Arguments> parameters() {
		return Stream.of(arguments("/performance", "benchmark", "\0"), arguments("/holdings", "date", FAR),
				arguments("/holdings", "date", "2200-01-01"), arguments("/holdings", "date", "1899-12-31"),
				arguments("/activities", "cursor", cursor(FAR)),
				arguments("/activities", "cursor", cursor("-5000-01-01")));
	}

	@ParameterizedTest
	@MethodSource
	void parameters(String path, String name, String value) {
		assertRefused(this.mvc.get()
			.uri(this.portfolio + path + "?" + name + "={value}", value)
			.with(Users.signedIn(this.user))
			.exchange(), name);
	}

	@ParameterizedTest
	@MethodSource
	void uploads(String path) {
		assertRefused(this.mvc.post()
			.uri(path)
			.multipart()
			.file(new MockMultipartFile("file", "a\0.csv", "text/csv",
					"date,type,symbol,quantity,unitPrice,currency\n2006-01-03,buy,KO,1,41,USD\n"
						.getBytes(StandardCharsets.UTF_8)))
			.with(Users.signedIn(this.user))
			.exchange(), "file");
	}

	static Stream<String> uploads() {
		return Stream.of("/api/imports", "/api/imports?background=true", "/api/imports/preview");
	}

	private static String cursor(String day) {
		return Base64.getUrlEncoder().encodeToString((day + " 1").getBytes(StandardCharsets.UTF_8));
	}

	private MvcTestResult post(String path, String name) {
		return this.mvc.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{ \"name\": \"" + name + "\", \"currency\": \"EUR\" }")
			.with(Users.signedIn(this.user))
			.exchange();
	}

	private static void assertRefused(MvcTestResult result, String field) {
		assertThat(result).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.errors[0].field")
			.isEqualTo(field);
	}

}

package io.portfolioplatform.app.problem;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for problems that the application's own paths answer.
 */
@IntegrationTest
class ProblemTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void namesTheVariableOfThePathThatIsWrong() {
		assertProblem(request(HttpMethod.GET, "/api/portfolios/mine"), HttpStatus.BAD_REQUEST, """
				{
				  "title": "Bad Request", "status": 400, "instance": "/api/portfolios/mine",
				  "errors": [ { "field": "id", "value": "mine", "message": "must be a UUID" } ]
				}
				""");
	}

	@Test
	void namesThePartThatIsMissing() {
		MvcTestResult result = this.mvc.post()
			.uri("/api/imports")
			.multipart()
			.with(Users.signedIn(Users.fresh()))
			.exchange();
		assertProblem(result, HttpStatus.BAD_REQUEST, """
				{ "errors": [ { "field": "file", "value": null, "message": "is missing" } ] }
				""");
	}

	@Test
	void answersAnUnknownPathWithAProblem() {
		assertProblem(request(HttpMethod.GET, "/api/nothing"), HttpStatus.NOT_FOUND,
				"{ \"title\": \"Not Found\", \"status\": 404, \"instance\": \"/api/nothing\" }");
	}

	@Test
	void answersAnotherMethodWithTheAllowedOnes() {
		MvcTestResult result = request(HttpMethod.DELETE, "/api/portfolios");
		assertProblem(result, HttpStatus.METHOD_NOT_ALLOWED, "{ \"status\": 405 }");
		assertThat(result.getResponse().getHeader(HttpHeaders.ALLOW).split(", ?")).containsExactlyInAnyOrder("GET",
				"POST");
	}

	private MvcTestResult request(HttpMethod method, String path) {
		return this.mvc.method(method).uri(path).with(Users.signedIn(Users.fresh())).exchange();
	}

	private void assertProblem(MvcTestResult result, HttpStatus status, String json) {
		assertThat(result).hasStatus(status)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isLenientlyEqualTo(json);
	}

}

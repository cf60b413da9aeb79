package io.portfolioplatform.app.problem;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.StandaloneMockMvcBuilder;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProblemHandler} and {@link ErrorPage}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProblemHandlerTests {

	private final ProblemHandler handler = new ProblemHandler();

	private final MockMvcTester mvc = MockMvcTester.of(List.of(new FailingController(), new ErrorPage(this.handler)),
			(StandaloneMockMvcBuilder builder) -> builder.setControllerAdvice(this.handler).build());

	@Test
	void tellsAnIdAndNothingElseOfAnUnexpectedError(CapturedOutput output) throws Exception {
		MvcTestResult result = get("/fail/unexpected");
		assertThat(result).hasStatus(HttpStatus.INTERNAL_SERVER_ERROR)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		String body = result.getResponse().getContentAsString();
		assertThat(body).doesNotContain("the secret", "IllegalState");
		assertThat(output).contains(JsonPath.<String>read(body, "$.id")).contains("the secret of unexpected");
	}

	@Test
	void saysWhenToTryAgainIfTheDatabaseIsGone() {
		assertUnavailable(get("/fail/database"));
	}

	@Test
	void saysHowToFindOutWhetherAChangeWasMadeIfTheConnectionIsLost() throws Exception {
		for (String how : List.of("commit", "statement")) {
			MvcTestResult result = get("/fail/" + how);
			assertUnavailable(result);
			assertThat(result.getResponse().getContentAsString()).contains("Idempotency-Key")
				.doesNotContain("Nothing was changed");
		}
	}

	@Test
	void refusesWhatTheDatabaseCannotTakeAndNothingElse() {
		assertThat(get("/fail/value")).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyText()
			.doesNotContain("the secret");
		assertThat(get("/fail/constraint")).hasStatus(HttpStatus.INTERNAL_SERVER_ERROR);
	}

	@Test
	void saysWhenToTryAgainIfKeysCannotBeFetched() {
		assertUnavailable(get("/fail/keys"));
	}

	@Test
	void answersForbidden() {
		assertThat(get("/fail/forbidden")).hasStatus(HttpStatus.FORBIDDEN)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void logsNothingWhenTheClientHasGone(CapturedOutput output) {
		get("/fail/gone");
		assertThat(output).doesNotContain("Unexpected error");
	}

	@Test
	void answersAnErrorOfTheServerForThePathThatFailed() {
		assertThat(this.mvc.get()
			.uri("/error")
			.requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 400)
			.requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/some/path")).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isLenientlyEqualTo("{ \"status\": 400, \"instance\": \"/some/path\" }");
	}

	@ParameterizedTest
	@CsvSource({ "//, /", "///, /", "'', /", "//evil.example/x, /evil.example/x", "/%, /%25", "/%zz, /%25zz",
			"/a[b], /a%5Bb%5D", "/a%20b, /a%20b", "1:x, /1:x" })
	void namesWhatIsNoUriWithoutFailing(String path, String instance) {
		assertThat(this.mvc.get()
			.uri("/error")
			.requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 400)
			.requestAttr(RequestDispatcher.ERROR_REQUEST_URI, path)).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.instance")
			.isEqualTo(instance);
		assertThat(this.mvc.get()
			.uri("/error")
			.requestAttr(RequestDispatcher.ERROR_REQUEST_URI, path)
			.requestAttr(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("of a filter")))
			.hasStatus(HttpStatus.INTERNAL_SERVER_ERROR)
			.bodyJson()
			.extractingPath("$.instance")
			.isEqualTo(instance);
	}

	@Test
	void tellsAnIdOfAFilterThatFailed(CapturedOutput output) throws Exception {
		MvcTestResult result = this.mvc.get()
			.uri("/error")
			.requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
			.requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/some/path")
			.requestAttr(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("the secret of a filter"))
			.exchange();
		assertThat(result).hasStatus(HttpStatus.INTERNAL_SERVER_ERROR);
		assertThat(result.getResponse().getContentAsString()).doesNotContain("the secret");
		assertThat(output).contains("/some/path", "the secret of a filter");
	}

	@Test
	void hidesThatThereIsAnErrorPage() {
		assertThat(get("/error")).hasStatus(HttpStatus.NOT_FOUND);
	}

	private MvcTestResult get(String path) {
		return this.mvc.get().uri(path).exchange();
	}

	private void assertUnavailable(MvcTestResult result) {
		assertThat(result).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.hasHeader(HttpHeaders.RETRY_AFTER, "5")
			.bodyText()
			.doesNotContain("the secret");
	}

	@RestController
	static class FailingController {

		private static final Map<String, Exception> FAILURES = Map.of("value",
				new DataIntegrityViolationException("x", new SQLException("the secret value", "22021")), "constraint",
				new DataIntegrityViolationException("x", new SQLException("the secret row", "23505")), "unexpected",
				new IllegalStateException("the secret of unexpected"), "database",
				new CannotGetJdbcConnectionException("x", new SQLException("the secret host")), "keys",
				new AuthenticationServiceException("the secret URL"), "forbidden", new AccessDeniedException("no"),
				"gone", new IOException("Broken pipe"), "commit",
				new TransactionSystemException("the secret commit", new SQLException("reset")), "statement",
				new DataAccessResourceFailureException("the secret statement", new SQLException("reset")));

		@GetMapping("/fail/{how}")
		void fail(@PathVariable String how) throws Exception {
			throw FAILURES.get(how);
		}

	}

}

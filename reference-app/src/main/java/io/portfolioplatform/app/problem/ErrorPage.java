package io.portfolioplatform.app.problem;

import java.net.SocketTimeoutException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what fails outside of controllers: errors of filters and of the server.
 */
@RestController
class ErrorPage implements ErrorController {

	private final ProblemHandler problems;

	ErrorPage(ProblemHandler problems) {
		this.problems = problems;
	}

	@RequestMapping("/error")
	@Nullable ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String path = (failed instanceof String uri) ? uri : request.getRequestURI();
		Object exception = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		// Of the connection to the client: the body did not come.
		boolean tooSlow = exception instanceof SocketTimeoutException;
		if (exception instanceof Exception unexpected && !tooSlow) {
			return this.problems.unexpected(unexpected, request.getMethod(), path);
		}
		ProblemDetail problem = ProblemDetail.forStatus(tooSlow ? HttpStatus.REQUEST_TIMEOUT.value() : status(request));
		problem.setInstance(Instance.of(path));
		return ResponseEntity.of(problem).build();
	}

	private static int status(HttpServletRequest request) {
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		return (status instanceof Integer code) ? code : HttpStatus.NOT_FOUND.value();
	}

}

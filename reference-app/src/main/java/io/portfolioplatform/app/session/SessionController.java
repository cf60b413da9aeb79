package io.portfolioplatform.app.session;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sign-in, refresh and sign-out of the dashboard. The sign-in takes JSON only, which no
 * form of another site can send.
 */
@RestController
@ConditionalOnSignIn
@RequestMapping(SessionController.PATH)
class SessionController {

	static final String PATH = "/session";

	private final Sessions sessions;

	private final SessionCookie cookie;

	SessionController(Sessions sessions, SessionCookie cookie) {
		this.sessions = sessions;
		this.cookie = cookie;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<SessionView> signIn(@RequestBody SignInRequest form) {
		if (!StringUtils.hasText(form.email()) || !StringUtils.hasText(form.password())) {
			throw SignInException.incomplete();
		}
		return signedIn(this.sessions.begin(form.email(), form.password()));
	}

	@GetMapping
	ResponseEntity<SessionView> current(HttpServletRequest request) {
		Session session = this.cookie.read(request);
		return (session != null) ? ResponseEntity.ok(session.view()) : ResponseEntity.noContent().build();
	}

	@PostMapping("/refresh")
	ResponseEntity<SessionView> refresh(HttpServletRequest request) {
		Session session = this.cookie.read(request);
		if (session == null) {
			throw SignInException.ended();
		}
		try {
			return signedIn(this.sessions.renew(session));
		}
		catch (SignInException ex) {
			throw (ex.getStatusCode() == HttpStatus.UNAUTHORIZED) ? ended() : ex;
		}
	}

	@DeleteMapping
	ResponseEntity<Void> signOut(HttpServletRequest request) {
		Session session = this.cookie.read(request);
		if (session != null) {
			this.sessions.end(session);
		}
		return with(this.cookie.removed(), ResponseEntity.noContent()).build();
	}

	private ResponseEntity<SessionView> signedIn(Session session) {
		return with(this.cookie.holding(session), ResponseEntity.ok()).body(session.view());
	}

	private SignInException ended() {
		SignInException exception = SignInException.ended();
		exception.getHeaders().set(HttpHeaders.SET_COOKIE, this.cookie.removed().toString());
		return exception;
	}

	private static <B extends ResponseEntity.HeadersBuilder<?>> B with(ResponseCookie cookie, B answer) {
		answer.header(HttpHeaders.SET_COOKIE, cookie.toString());
		return answer;
	}

}

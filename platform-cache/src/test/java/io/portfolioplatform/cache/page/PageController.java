package io.portfolioplatform.cache.page;

import java.security.Principal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.CachePage.Scope;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Answers with the number of times it was asked, in the ways that matter to a cache.
 */
@RestController
class PageController {

	/** More than a connection takes that nobody reads from. */
	static final int EXPORTED = 16 * 1024 * 1024;

	final AtomicInteger calls = new AtomicInteger();

	volatile CountDownLatch gate = new CountDownLatch(0);

	@CachePage(ttl = "60s", name = "own", tags = { "caller", "page:{id}" })
	@GetMapping(path = "/own/{id}", produces = MediaType.TEXT_PLAIN_VALUE)
	String own(@PathVariable String id, @Nullable Principal principal) throws InterruptedException {
		this.gate.await(20, TimeUnit.SECONDS);
		return id + " of " + ((principal != null) ? principal.getName() : "nobody") + " #" + next();
	}

	@CachePage(ttl = "60s", tags = "user:{principal}", clients = false)
	@GetMapping(path = "/account", produces = MediaType.TEXT_PLAIN_VALUE)
	String account(Caller caller) {
		return caller.name() + " #" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping(path = "/public", produces = MediaType.TEXT_PLAIN_VALUE)
	String everyone(HttpServletRequest request) {
		return request.getUserPrincipal() + " " + request.getRemoteUser() + " " + request.isUserInRole("USER") + " #"
				+ next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping(path = "/search", produces = MediaType.TEXT_PLAIN_VALUE)
	String search(@RequestParam String q, @RequestParam(required = false) @Nullable Integer page,
			HttpServletRequest request) {
		HttpServletRequest held = held();
		return q + " " + page + " " + request.getQueryString() + " " + held.getQueryString() + " "
				+ Collections.list(request.getParameterNames()) + held.getParameterMap().keySet() + " #" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping(path = "/seen", produces = MediaType.TEXT_PLAIN_VALUE)
	String seen(HttpServletRequest request, @RequestHeader(name = "X-Version", required = false) String version) {
		HttpServletRequest held = held();
		return version + " " + Collections.list(request.getHeaderNames()) + Collections.list(held.getHeaderNames())
				+ held.getHeader("X-Forwarded-Host") + request.getCookies() + held.getRemoteAddr() + " "
				+ LocaleContextHolder.getLocale() + " #" + next();
	}

	private static HttpServletRequest held() {
		return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping("/negotiated")
	Map<String, Integer> negotiated() {
		return Map.of("call", next());
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping(path = "/typed", produces = { MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE })
	String typed() {
		return "#" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping("/untyped")
	String untyped() {
		return "#" + next();
	}

	@CachePage(ttl = "60s")
	@GetMapping("/unkept/{how}")
	ResponseEntity<String> unkept(@PathVariable String how, HttpServletResponse response) {
		String body = how + " #" + next();
		return switch (how) {
			case "cookie" -> {
				response.addCookie(new Cookie("id", body.replace(' ', '_')));
				yield ResponseEntity.ok(body);
			}
			case "null-in-a-header" -> {
				response.addHeader("X-Null", "a\0b");
				yield ResponseEntity.ok(body);
			}
			case "cookie-header" -> ResponseEntity.ok().header(HttpHeaders.SET_COOKIE, "id=1").body(body);
			case "private" -> ResponseEntity.ok()
				.cacheControl(CacheControl.maxAge(java.time.Duration.ofMinutes(1)).cachePrivate())
				.body(body);
			case "no-store" -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
			case "vary" -> ResponseEntity.ok().header(HttpHeaders.VARY, "*").body(body);
			case "not-found" -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(body);
			case "created" -> ResponseEntity.status(HttpStatus.CREATED).body(body);
			case "large" -> ResponseEntity.ok(body + "x".repeat(300 * 1024));
			default -> throw new IllegalStateException(body);
		};
	}

	@CachePage(ttl = "60s")
	@GetMapping("/redirect")
	ResponseEntity<Void> redirect() {
		return ResponseEntity.status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, "/public?call=" + next()).build();
	}

	@CachePage(ttl = "60s")
	@GetMapping("/session")
	String session(HttpServletRequest request) {
		return request.getSession().getId() + next();
	}

	@CachePage(ttl = "60s")
	@GetMapping("/async")
	String async(HttpServletRequest request) {
		request.startAsync();
		return "#" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC, shared = false)
	@GetMapping(path = "/local", produces = MediaType.TEXT_PLAIN_VALUE)
	String local() {
		return "#" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@RequestMapping(path = "/mixed", produces = MediaType.TEXT_PLAIN_VALUE)
	String mixed() {
		return "#" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping(path = "/headers", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<String> headers() {
		return ResponseEntity.ok()
			.header("X-Call", "first", "second")
			.cacheControl(CacheControl.maxAge(java.time.Duration.ofSeconds(7)))
			.eTag("v1")
			.body("#" + next());
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping("/written")
	@SuppressWarnings("unused")
	ResponseEntity<Object> written(HttpServletResponse response) {
		response.setContentType("text/plain;charset=UTF-8");
		try {
			response.getWriter().print("größer #" + next());
			response.flushBuffer();
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		return ResponseEntity.ok().build();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping(path = "/claimed", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<String> claimed() {
		return ResponseEntity.ok().header("X-Whose", "alice").body(readAs("alice"));
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC, sameForAll = true)
	@GetMapping(path = "/reference", produces = MediaType.TEXT_PLAIN_VALUE)
	String reference() {
		return readAs("alice");
	}

	@CachePage(ttl = "60s")
	@GetMapping(path = "/claimed-own", produces = MediaType.TEXT_PLAIN_VALUE)
	String claimedOwn() {
		return readAs("alice");
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping(path = "/lagging", produces = MediaType.TEXT_PLAIN_VALUE)
	String lagging() {
		((Runnable) TransactionSynchronizationManager.getResource("platform.cache.load")).run();
		return "#" + next();
	}

	/**
	 * Read as a database driver with claims would.
	 */
	@SuppressWarnings("unchecked")
	private String readAs(String user) {
		((Consumer<String>) TransactionSynchronizationManager.getResource("platform.row-level-security.claims"))
			.accept("{\"sub\":\"" + user + "\"}");
		return user + " #" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC)
	@GetMapping(path = "/history", produces = MediaType.TEXT_PLAIN_VALUE)
	String history(@DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day) {
		return day + " #" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC, tags = { "symbol:{symbols}", "price:{symbols}:{currencies}" })
	@GetMapping(path = "/prices", produces = MediaType.TEXT_PLAIN_VALUE)
	String prices(@RequestParam(defaultValue = "${page.symbols:AAPL}") List<String> symbols,
			@RequestParam(required = false) @Nullable List<String> currencies) {
		return symbols + " #" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC, tags = "isin:{isin}")
	@GetMapping(path = "/instruments/{isin:[A-Z]{2}\\d{10}}", produces = MediaType.TEXT_PLAIN_VALUE)
	String instrument(@PathVariable String isin) {
		return isin + " #" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC, tags = "file:{path}")
	@GetMapping(path = "/files/{*path}", produces = MediaType.TEXT_PLAIN_VALUE)
	String file(@PathVariable String path) {
		return path + " #" + next();
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC, name = "export")
	@GetMapping(path = "/export", produces = MediaType.TEXT_PLAIN_VALUE)
	String export() throws InterruptedException {
		this.gate.await(20, TimeUnit.SECONDS);
		return "#" + next() + "x".repeat(EXPORTED);
	}

	int next() {
		return this.calls.incrementAndGet();
	}

	/**
	 * What the application makes of a request for its controllers.
	 *
	 * @param name of the principal
	 */
	record Caller(String name) {

	}

}

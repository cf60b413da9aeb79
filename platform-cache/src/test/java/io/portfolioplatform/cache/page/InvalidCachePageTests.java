package io.portfolioplatform.cache.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.CachePage.Scope;
import io.portfolioplatform.cache.autoconfigure.CachePageAutoConfiguration;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.data.web.PageableHandlerMethodArgumentResolver;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.method.annotation.CsrfTokenArgumentResolver;
import org.springframework.security.web.method.annotation.CurrentSecurityContextArgumentResolver;
import org.springframework.stereotype.Controller;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A {@code @CachePage} that cannot work stops the start and says why and where.
 */
class InvalidCachePageTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class, PlatformCacheAutoConfiguration.class,
				CachePageAutoConfiguration.class))
		.withBean(Resolvers.class);

	@ParameterizedTest
	@MethodSource("declarations")
	void stopsStart(Class<?> type, String reason) {
		this.runner.withBean(type)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(InvalidCachePageException.class, (ex) -> {
					assertThat(ex.getReason()).contains(reason);
					assertThat(ex.getMethod()).startsWith(type.getName() + ".page(");
					assertThat(ex.getAction()).isNotBlank();
				}));
	}

	static Stream<Arguments> declarations() {
		return Stream.of(arguments(WithoutUnit.class, "ttl \"60\" is no positive duration"),
				arguments(Posted.class, "only answers to GET and HEAD"),
				arguments(Streamed.class, "goes on after it has returned"),
				arguments(Events.class, "goes on after it has returned"),
				arguments(Later.class, "goes on after it has returned"),
				arguments(Promised.class, "goes on after it has returned"), arguments(Nothing.class, "returns nothing"),
				arguments(Viewed.class, "rendered by a view"),
				arguments(Guarded.class, "@PreAuthorize would not be asked"),
				arguments(GuardedClass.class, "@PreAuthorize would not be asked"),
				arguments(WithCookie.class, "parameter id reads what does not tell pages apart"),
				arguments(WithBody.class, "parameter body reads what does not tell pages apart"),
				arguments(WithSession.class, "parameter session reads what does not tell pages apart"),
				arguments(WithAllHeaders.class, "parameter headers reads what does not tell pages apart"),
				arguments(PublicWithCaller.class, "parameter caller is the caller"),
				arguments(WithAllParameters.class, "parameter all does not say which query parameters"),
				arguments(WithForm.class, "parameter form does not say which query parameters"),
				arguments(WithValidatedForm.class, "parameter form does not say which query parameters"),
				arguments(WithPageable.class, "parameter page does not say which query parameters"),
				arguments(PublicWithPageable.class, "parameter page does not say which query parameters"),
				arguments(WithList.class, "parameter ids does not say which query parameters"),
				arguments(PublicWithUser.class, "parameter user is the caller"),
				arguments(PublicWithSecurityContext.class, "parameter security is the caller"),
				arguments(WithCsrfToken.class, "parameter token reads what does not tell pages apart"),
				arguments(WithMultipartRequest.class, "parameter request reads what does not tell pages apart"),
				arguments(ParameterLeftOut.class, "reads the query parameters [q], which are not among"),
				arguments(UnknownTag.class, "names {symbl}: there are [symbol, principal]"),
				arguments(PublicOfPrincipal.class, "names {principal}: there are []"));
	}

	/**
	 * As Spring Data and Spring Security do.
	 */
	static class Resolvers implements WebMvcConfigurer {

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new PageableHandlerMethodArgumentResolver());
			resolvers.add(new CsrfTokenArgumentResolver());
			resolvers.add(new CurrentSecurityContextArgumentResolver());
		}

	}

	@RestController
	static class WithoutUnit {

		@CachePage(ttl = "60")
		@GetMapping("/")
		String page() {
			return "";
		}

	}

	@RestController
	static class PublicOfPrincipal {

		@CachePage(ttl = "60s", scope = Scope.PUBLIC, tags = "user:{principal}")
		@GetMapping("/")
		String page() {
			return "";
		}

	}

	@RestController
	static class Posted {

		@CachePage(ttl = "60s")
		@PostMapping("/")
		String page() {
			return "";
		}

	}

	@RestController
	static class Streamed {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		ResponseEntity<StreamingResponseBody> page() {
			return ResponseEntity.ok((out) -> {
			});
		}

	}

	@RestController
	static class Events {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		SseEmitter page() {
			return new SseEmitter();
		}

	}

	@RestController
	static class Later {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		Callable<String> page() {
			return () -> "";
		}

	}

	@RestController
	static class Promised {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		CompletableFuture<ResponseEntity<String>> page() {
			return CompletableFuture.completedFuture(ResponseEntity.ok(""));
		}

	}

	@RestController
	static class Nothing {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		void page() {
		}

	}

	@Controller
	static class Viewed {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page() {
			return "view";
		}

	}

	@RestController
	static class Guarded {

		@CachePage(ttl = "60s")
		@PreAuthorize("hasRole('ADMIN')")
		@GetMapping("/")
		String page() {
			return "";
		}

	}

	@RestController
	@PreAuthorize("hasRole('ADMIN')")
	static class GuardedClass {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page() {
			return "";
		}

	}

	@RestController
	static class WithCookie {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(@CookieValue String id) {
			return id;
		}

	}

	@RestController
	static class WithBody {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(@RequestBody String body) {
			return body;
		}

	}

	@RestController
	static class WithSession {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(HttpSession session) {
			return session.getId();
		}

	}

	@RestController
	static class WithAllHeaders {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(@RequestHeader Map<String, String> headers) {
			return headers.toString();
		}

	}

	@RestController
	static class PublicWithCaller {

		@CachePage(ttl = "60s", scope = Scope.PUBLIC)
		@GetMapping("/")
		String page(Principal caller) {
			return caller.getName();
		}

	}

	@RestController
	static class WithAllParameters {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(@RequestParam Map<String, String> all) {
			return all.toString();
		}

	}

	@RestController
	static class WithForm {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(Form form) {
			return form.text();
		}

		record Form(String text) {

		}

	}

	@RestController
	static class WithValidatedForm {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(@Validated WithForm.Form form) {
			return form.text();
		}

	}

	@RestController
	static class WithPageable {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(@PageableDefault(size = 5) Pageable page) {
			return page.toString();
		}

	}

	@RestController
	static class PublicWithPageable {

		@CachePage(ttl = "60s", scope = Scope.PUBLIC)
		@GetMapping("/")
		String page(Pageable page) {
			return page.toString();
		}

	}

	@RestController
	static class WithList {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(List<String> ids) {
			return ids.toString();
		}

	}

	@RestController
	static class PublicWithUser {

		@CachePage(ttl = "60s", scope = Scope.PUBLIC)
		@GetMapping("/")
		String page(@CurrentUser Object user) {
			return user.toString();
		}

		@AuthenticationPrincipal
		@Target(ElementType.PARAMETER)
		@Retention(RetentionPolicy.RUNTIME)
		@interface CurrentUser {

		}

	}

	@RestController
	static class PublicWithSecurityContext {

		@CachePage(ttl = "60s", scope = Scope.PUBLIC)
		@GetMapping("/")
		String page(SecurityContext security) {
			return security.toString();
		}

	}

	@RestController
	static class WithCsrfToken {

		@CachePage(ttl = "60s")
		@GetMapping("/")
		String page(CsrfToken token) {
			return token.getToken();
		}

	}

	@RestController
	static class WithMultipartRequest {

		@CachePage(ttl = "60s", parameters = "q")
		@GetMapping("/")
		String page(MultipartHttpServletRequest request) {
			return request.getRequestURI();
		}

	}

	@RestController
	static class ParameterLeftOut {

		@CachePage(ttl = "60s", parameters = "page")
		@GetMapping("/")
		String page(@RequestParam String q) {
			return q;
		}

	}

	@RestController
	static class UnknownTag {

		@CachePage(ttl = "60s", tags = "symbol:{symbl}")
		@GetMapping("/{symbol}")
		String page(@PathVariable String symbol) {
			return symbol;
		}

	}

}

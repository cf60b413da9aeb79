package io.portfolioplatform.cache.page;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.CachePage.Scope;
import io.portfolioplatform.cache.near.NearCaches;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages where callers choose a language and a time zone, which a cookie holds.
 */
class PageLocaleTests {

	private static final String CHOICE = "language=de/Asia/Kathmandu";

	private static ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(PageApplication.class, Languages.class).run("--server.port=0",
				"--spring.main.banner-mode=off", "--platform.redis.url=");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void empty() {
		context.getBean(NearCaches.class).evictAll();
		context.getBean(LanguageController.class).calls.set(0);
	}

	@Test
	void choiceTellsPagesOfOneCallerApart() throws Exception {
		String chosen = "de Asia/Kathmandu de Asia/Kathmandu #1";
		assertThat(get("/own-language", CHOICE)).isEqualTo(chosen);
		assertThat(get("/own-language", "none=")).startsWith("en ").doesNotContain("Kathmandu").endsWith("#2");
		assertThat(get("/own-language", "language=de/Asia/Tokyo")).startsWith("de Asia/Tokyo de Asia/Tokyo #3");
		assertThat(get("/own-language", CHOICE)).isEqualTo(chosen);
	}

	@Test
	void choiceIsNotSeenInThePageOfEveryone() throws Exception {
		String page = get("/language", CHOICE);
		assertThat(page).startsWith("en ").doesNotContain("Kathmandu", "de ").endsWith("#1");
		assertThat(get("/language", "none=")).isEqualTo(page);
		assertThat(get("/language?lang=fr", "none=")).isEqualTo(page);
	}

	@Test
	void choiceThatTheRequestMakesIsNotSeenInThePageOfEveryone() throws Exception {
		assertThat(get("/language?lang=fr", "none=")).startsWith("en ").doesNotContain("fr ");
	}

	private String get(String path, String cookie) throws Exception {
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("Accept-Language", "en")
			.header("Cookie", cookie)
			.build();
		return this.client.send(request, BodyHandlers.ofString()).body();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(LanguageController.class)
	static class Languages implements WebMvcConfigurer {

		@Bean
		LocaleResolver localeResolver() {
			return new CookieLocaleResolver("language");
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			LocaleChangeInterceptor interceptor = new LocaleChangeInterceptor();
			interceptor.setParamName("lang");
			registry.addInterceptor(interceptor);
		}

	}

	@RestController
	static class LanguageController {

		final AtomicInteger calls = new AtomicInteger();

		@CachePage(ttl = "60s")
		@GetMapping(path = "/own-language", produces = MediaType.TEXT_PLAIN_VALUE)
		String own(Locale locale, TimeZone zone) {
			return page(locale, zone);
		}

		@CachePage(ttl = "60s", scope = Scope.PUBLIC)
		@GetMapping(path = "/language", produces = MediaType.TEXT_PLAIN_VALUE)
		String everyones(Locale locale, TimeZone zone) {
			return page(locale, zone);
		}

		private String page(Locale locale, TimeZone zone) {
			return locale + " " + zone.getID() + " " + LocaleContextHolder.getLocale() + " "
					+ LocaleContextHolder.getTimeZone().getID() + " #" + this.calls.incrementAndGet();
		}

	}

}

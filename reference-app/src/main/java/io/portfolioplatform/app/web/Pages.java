package io.portfolioplatform.app.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.portfolioplatform.app.session.SessionProperties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the pages. They name the assets' current version and are filled with a person's
 * figures, so browsers ask for them each time and keep none of them for Back, where the
 * figures would be former ones, or a former person's.
 */
@RestController
class Pages {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final List<String> NAMES = List.of("overview", "activities", "accounts", "operator");

	private final String overview;

	private final String activities;

	private final String accounts;

	private final String operator;

	Pages(Assets assets, SessionProperties session) throws IOException {
		String layout = read("layout").replace("{version}", assets.version())
			.replace("{sign-in}", session.isSignInOffered() ? "password" : "token");
		this.overview = page(layout, "overview", "Portfolio", "main.js");
		this.activities = page(layout, "activities", "Activities – Portfolio", "activities.js");
		this.accounts = page(layout, "accounts", "Accounts – Portfolio", "accounts.js");
		this.operator = page(layout, "operator", "Operation – Portfolio", "operator.js");
	}

	private static String page(String layout, String name, String title, String script) throws IOException {
		String page = layout.replace("{title}", title).replace("{script}", script);
		for (String other : NAMES) {
			page = page.replace("{" + other + "}", other.equals(name) ? "aria-current=\"page\"" : "");
		}
		return page.replace("{content}", read(name))
			.replace("{import}", read("import"))
			.replace("{import-hidden}", name.equals("overview") ? "" : "hidden");
	}

	private static String read(String name) throws IOException {
		return new ClassPathResource("pages/" + name + ".html").getContentAsString(StandardCharsets.UTF_8);
	}

	@GetMapping("/")
	ResponseEntity<String> overview() {
		return answer(this.overview);
	}

	@GetMapping("/activities")
	ResponseEntity<String> activities() {
		return answer(this.activities);
	}

	@GetMapping("/accounts")
	ResponseEntity<String> accounts() {
		return answer(this.accounts);
	}

	@GetMapping("/operator")
	ResponseEntity<String> operator() {
		return answer(this.operator);
	}

	private static ResponseEntity<String> answer(String page) {
		return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noStore()).body(page);
	}

}

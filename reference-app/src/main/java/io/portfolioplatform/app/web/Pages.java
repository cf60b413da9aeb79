package io.portfolioplatform.app.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.portfolioplatform.app.session.SessionProperties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the pages. They hold no data and name the assets' current version, so browsers
 * ask for them each time.
 */
@RestController
class Pages {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private final String dashboard;

	Pages(Assets assets, SessionProperties session) throws IOException {
		this.dashboard = page("index.html", assets).replace("{sign-in}",
				session.isSignInOffered() ? "password" : "token");
	}

	private static String page(String name, Assets assets) throws IOException {
		String page = new ClassPathResource("pages/" + name).getContentAsString(StandardCharsets.UTF_8);
		return page.replace("{version}", assets.version());
	}

	@GetMapping("/")
	ResponseEntity<String> dashboard() {
		return answer(this.dashboard);
	}

	private static ResponseEntity<String> answer(String page) {
		return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noCache()).body(page);
	}

}

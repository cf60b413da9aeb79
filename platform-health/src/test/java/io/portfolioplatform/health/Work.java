package io.portfolioplatform.health;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the application of a test does.
 */
@RestController
public class Work {

	@GetMapping({ "/work", "/healthy" })
	String work() {
		return "done";
	}

	@GetMapping("/broken")
	String broken() {
		throw new IllegalStateException("for the test");
	}

}

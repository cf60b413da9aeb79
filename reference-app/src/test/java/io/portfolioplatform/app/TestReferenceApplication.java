package io.portfolioplatform.app;

import io.portfolioplatform.app.demo.DemoConfiguration;
import io.portfolioplatform.app.demo.DemoPorts;

import org.springframework.boot.SpringApplication;

/**
 * The application as a demo: with servers, users and a clock of its own, which exist only
 * here, on the test class path.
 */
public class TestReferenceApplication {

	/**
	 * Starts the demo.
	 * @param args command line arguments, understood as Spring properties
	 */
	public static void main(String[] args) {
		SpringApplication.from(ReferenceApplication::main)
			.with(DemoConfiguration.class)
			.withAdditionalProfiles("demo")
			.run(DemoPorts.choose(args));
	}

}

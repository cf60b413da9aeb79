package io.portfolioplatform.app;

import io.portfolioplatform.test.spring.EmbeddedPostgresConfiguration;

import org.springframework.boot.SpringApplication;

/**
 * The application as a demo: started with servers of its own, which exist only here, on
 * the test class path.
 */
public class TestReferenceApplication {

	/**
	 * Starts the demo.
	 * @param args command line arguments, understood as Spring properties
	 */
	public static void main(String[] args) {
		SpringApplication.from(ReferenceApplication::main)
			.with(EmbeddedPostgresConfiguration.class, DemoClock.class)
			.run(args);
	}

}

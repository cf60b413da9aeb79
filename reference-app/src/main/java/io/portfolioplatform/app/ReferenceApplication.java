package io.portfolioplatform.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Portfolio tracker composed from the platform's starters.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReferenceApplication {

	/**
	 * Starts the application.
	 * @param args command line arguments, understood as Spring properties
	 */
	public static void main(String[] args) {
		SpringApplication.run(ReferenceApplication.class, args);
	}

}

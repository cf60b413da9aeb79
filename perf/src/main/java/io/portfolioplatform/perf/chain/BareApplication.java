package io.portfolioplatform.perf.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring MVC and nothing else: the same bytes as the overview, without security, limits,
 * cache or meters.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class })
@Import(BareApplication.Overview.class)
public class BareApplication {

	/**
	 * Starts it.
	 * @param args Spring's, with {@code --body} naming the file of the answer
	 */
	public static void main(String[] args) {
		SpringApplication.run(BareApplication.class, args);
	}

	/**
	 * The controller.
	 */
	@RestController
	static class Overview {

		private final byte[] body;

		Overview(@Value("${body}") Path file) throws IOException {
			this.body = Files.readAllBytes(file);
		}

		@GetMapping("/api/dashboard/overview")
		ResponseEntity<byte[]> overview() {
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.body);
		}

	}

}

package io.portfolioplatform.health.readiness;

import java.util.concurrent.CountDownLatch;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application of which requests to {@code /stuck} keep their threads until they are
 * let go.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class StuckShop {

	@RestController
	static class Stuck {

		final CountDownLatch entered = new CountDownLatch(2);

		final CountDownLatch release = new CountDownLatch(1);

		@GetMapping("/stuck")
		String stuck() throws InterruptedException {
			this.entered.countDown();
			this.release.await();
			return "free";
		}

	}

}

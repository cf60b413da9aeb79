package io.portfolioplatform.app.demo;

import io.portfolioplatform.app.security.DemoTokens;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * Tells the person who started the demo where it is.
 */
@TestConfiguration(proxyBeanMethods = false)
class DemoAnnouncement {

	@EventListener
	void announce(ApplicationReadyEvent ready) {
		Environment environment = ready.getApplicationContext().getEnvironment();
		String url = "http://localhost:" + environment.getRequiredProperty("local.server.port");
		System.out.printf(
				"%nThe portfolio dashboard is at %s/ (%,d users, prices up to 2007-12-31, ready after %d s)%n", url,
				DemoUsers.COUNT, ready.getTimeTaken().toSeconds());
		String token = DemoTokens.tokenFor(DemoUsers.user(1).value());
		System.out.printf("Signed in as one of them: %s/#token=%s%n", url, token);
		System.out.printf("Watched by an operator: %s/operator#token=%s%n", url,
				DemoTokens.operatorTokenFor(DemoUsers.user(1).value()));
		System.out.printf("curl -s -H 'Authorization: Bearer %s' %s/api/dashboard/overview%n%n", token, url);
	}

}

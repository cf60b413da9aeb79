package io.portfolioplatform.app.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.portfolioplatform.app.database.DatabaseConfiguration;
import io.portfolioplatform.app.demo.DemoClock;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * Test of an attack on the whole application over real sockets, as nginx on the same host
 * passes it on. All such tests share one context: use users and addresses of your own. A
 * user may ask for two overviews and an address try to sign in twice, both in an hour,
 * and whoever sends nothing is waited for 2 seconds.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { DemoTokens.PROPERTY, "management.server.port=0", "portfolio.jobs.enabled=false",
				"portfolio.security.allowed-hosts=portfolio.example.com,other.example.com,localhost",
				"server.tomcat.connection-timeout=2s", "portfolio.session.supabase-url=http://localhost:1",
				"portfolio.session.anon-key=anon", "portfolio.session.secret-key=kX7qPz2mWv9sRt4uYb6nDf8gHj1lAc3e5Ee0",
				"platform.ratelimit.client-ip.trusted-proxies=127.0.0.0/8",
				"platform.ratelimit.policies.dashboard.bandwidths[0].capacity=2",
				"platform.ratelimit.policies.dashboard.bandwidths[0].period=1h",
				"platform.ratelimit.policies.sign-in.bandwidths[0].capacity=2",
				"platform.ratelimit.policies.sign-in.bandwidths[0].period=1h" })
@Import({ DatabaseConfiguration.class, DemoClock.class })
@interface AttackTest {

}

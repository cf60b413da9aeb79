package io.portfolioplatform.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.portfolioplatform.app.database.DatabaseConfiguration;
import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.security.DemoTokens;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * Test against the whole application on an embedded Postgres, its clock at the demo's
 * day. All such tests share one context and one database: use users of your own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = DemoTokens.PROPERTY)
@AutoConfigureMockMvc
@Import({ DatabaseConfiguration.class, DemoClock.class })
public @interface IntegrationTest {

}

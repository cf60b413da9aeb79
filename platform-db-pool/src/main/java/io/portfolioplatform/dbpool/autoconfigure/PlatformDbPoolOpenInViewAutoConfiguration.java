package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.DbPool;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a warning where Hibernate keeps connections for whole requests.
 */
@AutoConfiguration(after = PlatformDbPoolAutoConfiguration.class,
		afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnBean(value = DbPool.class,
		type = "org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor")
public final class PlatformDbPoolOpenInViewAutoConfiguration {

	@Bean
	OpenInViewWarning platformOpenInViewWarning(DbPool pool) {
		return new OpenInViewWarning(pool);
	}

}

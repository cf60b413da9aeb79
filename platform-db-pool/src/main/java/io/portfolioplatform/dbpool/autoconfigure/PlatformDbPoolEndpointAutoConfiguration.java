package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.actuate.DbPoolEndpoint;
import io.portfolioplatform.dbpool.gate.Gate;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of {@code /actuator/dbpool}.
 */
@AutoConfiguration(after = PlatformDbPoolAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(DbPool.class)
@ConditionalOnAvailableEndpoint(DbPoolEndpoint.class)
public final class PlatformDbPoolEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DbPoolEndpoint dbPoolEndpoint(DbPool pool, Gate gate) {
		return new DbPoolEndpoint(pool, gate);
	}

}

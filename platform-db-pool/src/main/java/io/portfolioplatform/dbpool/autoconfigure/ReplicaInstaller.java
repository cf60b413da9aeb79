package io.portfolioplatform.dbpool.autoconfigure;

import javax.sql.DataSource;

import io.portfolioplatform.dbpool.pool.ReplicaFirst;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * Lets Spring Boot's data source take a connection only when a transaction sends its
 * first statement, and then from the replica if the transaction is read-only.
 */
final class ReplicaInstaller implements BeanPostProcessor, Ordered {

	private final ObjectProvider<ReplicaPool> replica;

	ReplicaInstaller(ObjectProvider<ReplicaPool> replica) {
		this.replica = replica;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!beanName.equals("dataSource") || !(bean instanceof DataSource dataSource)) {
			return bean;
		}
		LazyConnectionDataSourceProxy lazy = (dataSource instanceof LazyConnectionDataSourceProxy proxy) ? proxy
				: lazy(dataSource);
		DataSource primary = lazy.getTargetDataSource();
		if (primary != null) {
			lazy.setReadOnlyDataSource(new ReplicaFirst(this.replica.getObject().dataSource(), primary));
		}
		return lazy;
	}

	/**
	 * Not by the constructor that takes the target, because it connects at once.
	 */
	private static LazyConnectionDataSourceProxy lazy(DataSource dataSource) {
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
		lazy.setTargetDataSource(dataSource);
		return lazy;
	}

	/**
	 * After everything that needs the pool itself.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}

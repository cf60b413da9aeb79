package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.ServletWebRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hibernate behind a transaction pooler, with and without open-in-view.
 */
@EmbeddedServers
@RequiresPgBouncer
@ExtendWith(OutputCaptureExtension.class)
class HibernateTests {

	private PgBouncerServer pooler;

	private WebApplicationContextRunner runner;

	@BeforeEach
	void start(PostgresServer server, PostgresDatabase database) {
		this.pooler = PgBouncerServer.start(server, "default_pool_size = 2");
		this.runner = new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
							PlatformDbPoolAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
							TransactionAutoConfiguration.class, PlatformDbPoolOpenInViewAutoConfiguration.class))
			.withUserConfiguration(Entities.class)
			.withPropertyValues("DATABASE_URL=" + database.through(this.pooler.port()).uri(),
					"spring.jpa.hibernate.ddl-auto=create-only");
	}

	@AfterEach
	void stop() {
		this.pooler.close();
	}

	@Test
	void openInViewKeepsAConnectionForTheRequestAndIsWarnedAbout(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(output).contains("open-in-view' each request keeps one of 9 connections");
			OpenEntityManagerInViewInterceptor view = context.getBean(OpenEntityManagerInViewInterceptor.class);
			ServletWebRequest request = new ServletWebRequest(new MockHttpServletRequest());
			view.preHandle(request);
			store(context, 1);
			assertThat(find(context, 1)).isNotNull();
			assertThat(context.getBean(Gate.class).state().used()).isEqualTo(1);
			view.afterCompletion(request, null);
			assertThat(context.getBean(Gate.class).state().used()).isZero();
		});
	}

	@Test
	void withoutItConnectionsReturnWithTheTransaction(CapturedOutput output) {
		this.runner.withPropertyValues("spring.jpa.open-in-view=false").run((context) -> {
			assertThat(output).doesNotContain("each request keeps");
			for (long id = 0; id < 20; id++) {
				store(context, id);
				assertThat(find(context, id)).isNotNull();
				assertThat(context.getBean(Gate.class).state().used()).isZero();
			}
		});
	}

	private static void store(ApplicationContext context, long id) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> entities(context).persist(new Note(id)));
	}

	private static Object find(ApplicationContext context, long id) {
		return entities(context).createQuery("from Note where id = :id").setParameter("id", id).getSingleResult();
	}

	private static EntityManager entities(ApplicationContext context) {
		return SharedEntityManagerCreator.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Entities {

	}

	/**
	 * A row.
	 */
	@Entity(name = "Note")
	static class Note {

		@Id
		private long id;

		Note() {
		}

		Note(long id) {
			this.id = id;
		}

		long id() {
			return this.id;
		}

	}

}

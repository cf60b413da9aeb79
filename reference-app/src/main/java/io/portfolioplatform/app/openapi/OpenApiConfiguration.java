package io.portfolioplatform.app.openapi;

import java.math.BigDecimal;
import java.util.Set;

import io.portfolioplatform.app.user.UserId;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the controllers do not say themselves: decimals are texts, who is signed in is no
 * parameter, every operation needs a token and may answer with a problem.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	private static final String BEARER = "bearer";

	private static final String PROBLEM = "Problem";

	static {
		SpringDocUtils.getConfig()
			.addRequestWrapperToIgnore(UserId.class)
			.replaceWithSchema(BigDecimal.class, text("Decimal number as text, such as 29.95"));
	}

	@Bean
	OpenAPI description() {
		return new OpenAPI().info(new Info().title("Portfolio")
			.version("1")
			.description("Amounts are decimal texts with a currency. A figure that is unknown is null and says why."))
			.addSecurityItem(new SecurityRequirement().addList(BEARER))
			.components(new Components()
				.addSecuritySchemes(BEARER,
						new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"))
				.addSchemas(PROBLEM, problem()));
	}

	@Bean
	OperationCustomizer problems() {
		Content problem = new Content().addMediaType("application/problem+json",
				new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
		return (operation, method) -> {
			operation.getResponses()
				.addApiResponse("default",
						new ApiResponse().description("What is wrong, as RFC 9457 puts it").content(problem));
			return operation;
		};
	}

	private static Schema<?> problem() {
		JsonSchema schema = new JsonSchema();
		schema.setTypes(Set.of("object"));
		schema.addProperty("title", text("What kind of problem it is"));
		schema.addProperty("detail", text("What is wrong here"));
		schema.addProperty("status", number());
		schema.addProperty("instance", text("Path of the request"));
		return schema;
	}

	private static Schema<?> text(String description) {
		Schema<?> schema = new JsonSchema();
		schema.setTypes(Set.of("string"));
		schema.setDescription(description);
		return schema;
	}

	private static Schema<?> number() {
		Schema<?> schema = new JsonSchema();
		schema.setTypes(Set.of("integer"));
		return schema;
	}

}

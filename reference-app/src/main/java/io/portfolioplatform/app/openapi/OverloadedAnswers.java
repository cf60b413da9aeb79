package io.portfolioplatform.app.openapi;

import java.lang.annotation.Annotation;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocAnnotationsUtils;

import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Adds what is answered where several methods serve one path, of which the description
 * would know the last only. Before {@link RecordSchemas}, which goes through all of them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OverloadedAnswers implements OpenApiCustomizer {

	private final RequestMappingHandlerMapping mappings;

	OverloadedAnswers(RequestMappingHandlerMapping requestMappingHandlerMapping) {
		this.mappings = requestMappingHandlerMapping;
	}

	@Override
	public void customise(OpenAPI description) {
		this.mappings.getHandlerMethods().forEach((mapping, method) -> {
			Class<?> answer = answer(method);
			if (answer != null) {
				mapping.getPatternValues()
					.stream()
					.map(description.getPaths()::get)
					.forEach((path) -> add(path, mapping, status(method), answer, description));
			}
		});
	}

	private static void add(@Nullable PathItem path, RequestMappingInfo mapping, String status, Class<?> answer,
			OpenAPI description) {
		if (path == null) {
			return;
		}
		mapping.getMethodsCondition().getMethods().forEach((method) -> {
			Operation operation = path.readOperationsMap().get(PathItem.HttpMethod.valueOf(method.name()));
			if (operation != null && !operation.getResponses().containsKey(status)) {
				operation.getResponses().addApiResponse(status, response(answer, description));
			}
		});
	}

	private static ApiResponse response(Class<?> answer, OpenAPI description) {
		Schema<?> schema = SpringDocAnnotationsUtils.extractSchema(description.getComponents(), answer, null,
				new Annotation[0], description.getSpecVersion());
		return new ApiResponse().description("OK")
			.content(new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_JSON_VALUE,
					new MediaType().schema(schema)));
	}

	private static @Nullable Class<?> answer(HandlerMethod method) {
		Class<?> answer = ResolvableType.forMethodReturnType(method.getMethod()).resolve();
		return (answer != null && answer.isRecord()) ? answer : null;
	}

	private static String status(HandlerMethod method) {
		ResponseStatus status = method.getMethodAnnotation(ResponseStatus.class);
		return String.valueOf(((status != null) ? status.code() : HttpStatus.OK).value());
	}

}

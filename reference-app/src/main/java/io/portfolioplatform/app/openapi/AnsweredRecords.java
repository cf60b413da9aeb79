package io.portfolioplatform.app.openapi;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the records that the API answers, those inside of others included.
 */
@Component
class AnsweredRecords {

	private final RequestMappingHandlerMapping mappings;

	AnsweredRecords(RequestMappingHandlerMapping requestMappingHandlerMapping) {
		this.mappings = requestMappingHandlerMapping;
	}

	Set<Class<?>> find() {
		Set<Class<?>> records = new LinkedHashSet<>();
		this.mappings.getHandlerMethods()
			.values()
			.stream()
			.map(HandlerMethod::getMethod)
			.map(ResolvableType::forMethodReturnType)
			.forEach((type) -> collect(type, records));
		return records;
	}

	private static void collect(ResolvableType type, Set<Class<?>> records) {
		Arrays.stream(type.getGenerics()).forEach((generic) -> collect(generic, records));
		Class<?> raw = type.resolve();
		if (raw != null && raw.isRecord() && records.add(raw)) {
			Stream.of(raw.getRecordComponents())
				.map((component) -> ResolvableType.forType(component.getGenericType()))
				.forEach((component) -> collect(component, records));
		}
	}

}

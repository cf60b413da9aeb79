package io.portfolioplatform.cache.page;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * What a method may return to have its answer remembered: a body that is complete when
 * the method returns.
 */
final class PageResult {

	private static final Class<?>[] LATER = { Callable.class, CompletionStage.class, Future.class, DeferredResult.class,
			WebAsyncTask.class, ResponseBodyEmitter.class, StreamingResponseBody.class };

	private PageResult() {
	}

	static @Nullable Problem problem(HandlerMethod method) {
		ResolvableType returned = ResolvableType.forMethodReturnType(method.getMethod());
		boolean entity = HttpEntity.class.isAssignableFrom(returned.toClass());
		Class<?> body = entity ? returned.as(HttpEntity.class).getGeneric().toClass() : returned.toClass();
		if (isLater(body)) {
			return new Problem("its answer, " + body.getName() + ", goes on after it has returned",
					"Return the value itself, or remove the annotation.");
		}
		if (body == void.class) {
			return new Problem("it returns nothing", "Return the body, or remove the annotation.");
		}
		return (entity || isBody(method)) ? null : new Problem("its answer is rendered by a view after it has returned",
				"Return the body itself with @ResponseBody or @RestController, or remove the annotation.");
	}

	private static boolean isLater(Class<?> body) {
		for (Class<?> later : LATER) {
			if (later.isAssignableFrom(body)) {
				return true;
			}
		}
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(body) != null;
	}

	private static boolean isBody(HandlerMethod method) {
		return method.hasMethodAnnotation(ResponseBody.class)
				|| AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class);
	}

}

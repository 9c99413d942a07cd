@org.jspecify.annotations.NullMarked
package io.backline.benchmark;

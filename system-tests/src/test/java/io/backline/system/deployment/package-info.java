/** Would a container engine and Kubernetes take docker-compose.yml and k8s, and do these say what the services expect? */
@NullMarked
package io.backline.system.deployment;

import org.jspecify.annotations.NullMarked;

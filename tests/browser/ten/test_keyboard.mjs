#!/usr/bin/env node
// The ten tasks by keyboard alone.
import { playAll } from "./play.mjs";
import { TASKS } from "./tasks.mjs";

playAll(TASKS, "keys");

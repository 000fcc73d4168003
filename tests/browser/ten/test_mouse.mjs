#!/usr/bin/env node
// The ten tasks with the mouse.
import { playAll } from "./play.mjs";
import { TASKS } from "./tasks.mjs";

playAll(TASKS, "mouse");

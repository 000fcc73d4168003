#!/usr/bin/env node
// Two tasks of people with two sides, with the mouse: the rest of the ten is played in the long run (test_mouse.mjs,
// test_keyboard.mjs).
import { playAll } from "./play.mjs";
import { T4, T8 } from "./doctors.mjs";

playAll({ T4, T8 }, "mouse", ["wide"]);

<#import "template.ftl" as layout>
<@layout.emailLayout>
<p><#if hours??>${msg("cloakpoolEmailCodeHoursBody", realmName, code, hours)}<#else>${msg("cloakpoolEmailCodeBody", realmName, code, minutes)}</#if></p>
<p style="font-family: monospace; font-size: 24px; letter-spacing: 4px;"><b>${code}</b></p>
</@layout.emailLayout>
